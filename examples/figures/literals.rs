//! Struct literals that name every field, and calls of `new`, in a source.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Each literal or `new(` of these types with its line; one that takes the rest from another value (`..base`) is none.
pub fn of(text: &str, names: &[&str]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    collect(text.parse().expect("a source that compiles is made of tokens"), names, &mut found);
    found
}

fn collect(tokens: TokenStream, names: &[&str], found: &mut Vec<(String, usize)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let made = match (group.delimiter(), &tokens[..at]) {
            (Delimiter::Brace, [before @ .., TokenTree::Ident(name)])
                if !begins_an_item(before) && !takes_the_rest(group.stream()) =>
            {
                Some(name)
            }
            (
                Delimiter::Parenthesis,
                [
                    ..,
                    TokenTree::Ident(name),
                    TokenTree::Punct(_),
                    TokenTree::Punct(_),
                    TokenTree::Ident(call),
                ],
            ) if call == "new" => Some(name),
            _ => None,
        };
        if let Some(name) = made.filter(|name| names.iter().any(|known| name == known)) {
            found.push((name.to_string(), name.span().start().line));
        }
        collect(group.stream(), names, found);
    }
}

/// Whether a type after these tokens is a definition, an `impl`, or what a function returns.
fn begins_an_item(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Ident(word)] => ["struct", "enum", "impl", "for"].iter().any(|item| word == item),
        [before @ .., TokenTree::Punct(sign)] if sign.as_char() == '&' => begins_an_item(before),
        [.., TokenTree::Punct(line), TokenTree::Punct(arrow)] => {
            line.as_char() == '-' && arrow.as_char() == '>'
        }
        _ => false,
    }
}

fn takes_the_rest(fields: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = fields.into_iter().collect();
    let is_dot = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '.');
    // `..base` follows a comma, or stands alone; a range or a method call does not.
    (0..tokens.len()).any(|at| {
        let dots = tokens[at..].iter().take_while(|token| is_dot(token)).count();
        let after_comma =
            at == 0 || matches!(&tokens[at - 1], TokenTree::Punct(sign) if sign.as_char() == ',');
        dots == 2 && after_comma
    })
}
