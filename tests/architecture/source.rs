//! One source file as tokens: what it defines, imports and mentions, its functions, and which of its lines are tests.
//! Comments and texts are no tokens, so that they mention nothing.

use std::ops::RangeInclusive;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What one file contains, each part with its place in the file.
#[derive(Debug, Default)]
pub struct Source {
    /// `mod name;`, whose items stand in another file.
    pub declared: Vec<Name>,
    /// `mod name { … }`.
    pub inline: Vec<Name>,
    /// Items of a module; those of a function or an `impl` have no path of their own.
    pub defined: Vec<Name>,
    pub imports: Vec<Import>,
    pub mentions: Vec<Mention>,
    pub functions: Vec<Function>,
    /// The lines of each item that only tests compile.
    pub test_lines: Vec<RangeInclusive<usize>>,
}

/// The inline modules around a token, and whether only tests compile it.
#[derive(Debug, Default, Clone)]
pub struct Scope {
    pub modules: Vec<String>,
    pub test: bool,
    /// Whether an item here belongs to a function or an `impl`, not to a module.
    inside_item: bool,
}

#[derive(Debug)]
pub struct Name {
    pub name: String,
    pub scope: Scope,
}

/// One leaf of a `use`: `use a::{b as c}` is `["a", "b"]` under the alias `c`.
#[derive(Debug)]
pub struct Import {
    pub path: Vec<String>,
    /// `*` for all that a module contains.
    pub alias: String,
    /// `pub use`, `pub(crate) use`: other files name the item through this one.
    pub reexport: bool,
    pub line: usize,
    pub scope: Scope,
}

/// A path in the code: `crate::i18n::Text` is `["crate", "i18n", "Text"]`.
#[derive(Debug)]
pub struct Mention {
    pub path: Vec<String>,
    /// Whether `!` follows.
    pub is_macro: bool,
    pub line: usize,
    pub scope: Scope,
}

#[derive(Debug)]
pub struct Function {
    pub name: String,
    pub lines: RangeInclusive<usize>,
    /// Whether it is one test, by its attribute.
    pub is_test: bool,
}

impl Source {
    pub fn read(text: &str) -> Self {
        let tokens: TokenStream = text.parse().expect("a source that compiles is made of tokens");
        let mut source = Self::default();
        source.read_stream(tokens, &Scope::default());
        source
    }

    /// Every path of imports and code, with its line and its place. A word alone is none: it may be a variable.
    pub fn paths(&self) -> impl Iterator<Item = (&[String], usize, &Scope)> {
        let imports = self.imports.iter().map(|import| (import.path.as_slice(), import.line, &import.scope));
        let mentions = self.mentions.iter().filter(|mention| mention.path.len() > 1);
        imports.chain(mentions.map(|mention| (mention.path.as_slice(), mention.line, &mention.scope)))
    }

    fn read_stream(&mut self, tokens: TokenStream, scope: &Scope) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        self.read_tokens(&tokens, scope);
    }

    fn read_tokens(&mut self, tokens: &[TokenTree], scope: &Scope) {
        let mut at = 0;
        let mut test_attribute = false;
        while let Some(token) = tokens.get(at) {
            at = match token {
                TokenTree::Punct(sign) if sign.as_char() == '#' => {
                    let end = end_of_attributes(tokens, at);
                    let attributes = &tokens[at..end];
                    test_attribute = attributes.iter().any(marks_a_test);
                    if !scope.test && attributes.iter().any(is_for_tests) {
                        self.read_test_item(tokens, at, end, scope)
                    } else {
                        let inside = Scope { inside_item: true, ..scope.clone() };
                        attributes.iter().for_each(|token| self.read_group(token, &inside));
                        end
                    }
                }
                TokenTree::Ident(word) if word == "use" => self.read_use(tokens, at, scope),
                TokenTree::Ident(word) if word == "mod" => self.read_module(tokens, at, scope),
                TokenTree::Ident(word) if word == "fn" => {
                    let is_test = std::mem::take(&mut test_attribute);
                    self.read_function(tokens, at, scope, is_test)
                }
                TokenTree::Ident(word) => {
                    if !scope.inside_item
                        && let Some(name) = defined_name(&word.to_string(), &tokens[at + 1..])
                    {
                        self.defined.push(Name { name, scope: scope.clone() });
                    }
                    self.read_path(tokens, at, scope)
                }
                group => {
                    self.read_group(group, &Scope { inside_item: true, ..scope.clone() });
                    at + 1
                }
            };
        }
    }

    fn read_group(&mut self, token: &TokenTree, scope: &Scope) {
        if let TokenTree::Group(group) = token {
            self.read_stream(group.stream(), scope);
        }
    }

    /// Reads an item under `#[cfg(test)]`, attributes included; returns where the next one begins.
    fn read_test_item(&mut self, tokens: &[TokenTree], from: usize, body: usize, scope: &Scope) -> usize {
        let end = end_of_item(tokens, body);
        let (Some(first), Some(last)) = (tokens.get(from), tokens.get(end - 1)) else { return end };
        self.test_lines.push(first.span().start().line..=last.span().end().line);
        self.read_tokens(&tokens[from..end], &Scope { test: true, ..scope.clone() });
        end
    }

    fn read_module(&mut self, tokens: &[TokenTree], at: usize, scope: &Scope) -> usize {
        let Some(TokenTree::Ident(word)) = tokens.get(at + 1) else { return at + 1 };
        let name = Name { name: word.to_string(), scope: scope.clone() };
        match tokens.get(at + 2) {
            Some(TokenTree::Group(group)) => {
                let mut inside = scope.clone();
                inside.modules.push(name.name.clone());
                self.inline.push(name);
                self.read_stream(group.stream(), &inside);
            }
            _ => self.declared.push(name),
        }
        at + 3
    }

    /// Notes a function; its parameters and its body are read after it, like any other tokens.
    fn read_function(&mut self, tokens: &[TokenTree], at: usize, scope: &Scope, is_test: bool) -> usize {
        let Some(TokenTree::Ident(word)) = tokens.get(at + 1) else { return at + 1 };
        let name = word.to_string();
        if !scope.inside_item {
            self.defined.push(Name { name: name.clone(), scope: scope.clone() });
        }
        let end = tokens[at..].iter().find(|token| is_brace(token) || is_sign(token, ';'));
        if let Some(end) = end.filter(|end| is_brace(end)) {
            let lines = word.span().start().line..=end.span().end().line;
            self.functions.push(Function { name, lines, is_test });
        }
        at + 2
    }

    /// Reads a path that begins at a word; a field, a method or a lifetime begins none.
    fn read_path(&mut self, tokens: &[TokenTree], at: usize, scope: &Scope) -> usize {
        let mut path = vec![tokens[at].to_string()];
        let mut line = tokens[at].span().start().line;
        let mut end = at + 1;
        while let [colon, other, TokenTree::Ident(word), ..] = &tokens[end..]
            && is_sign(colon, ':')
            && is_sign(other, ':')
        {
            path.push(word.to_string());
            line = word.span().start().line;
            end += 3;
        }
        let before = |back: usize, sign| at >= back && is_sign(&tokens[at - back], sign);
        let is_member = before(1, '.') && !before(2, '.');
        let is_rest_of_path = before(1, ':') && before(2, ':');
        let follows = |ahead: usize, sign| tokens.get(end + ahead).is_some_and(|token| is_sign(token, sign));
        let is_field = path.len() == 1 && follows(0, ':') && !follows(1, ':');
        let is_macro = follows(0, '!') && !follows(1, '=');
        if !(is_member || is_rest_of_path || is_field || before(1, '\'')) {
            self.mentions.push(Mention { path, is_macro, line, scope: scope.clone() });
        }
        end
    }

    fn read_use(&mut self, tokens: &[TokenTree], at: usize, scope: &Scope) -> usize {
        let end = tokens[at..].iter().position(|token| is_sign(token, ';'));
        let Some(end) = end.filter(|_| !tokens.get(at + 1).is_some_and(|token| is_sign(token, '<'))) else {
            return at + 1; // `impl Trait + use<'a>` imports nothing
        };
        let reexport = match &tokens[..at] {
            [.., TokenTree::Ident(word)] => word == "pub",
            [.., TokenTree::Ident(word), TokenTree::Group(_)] => word == "pub",
            _ => false,
        };
        self.read_use_tree(&tokens[at + 1..at + end], &[], reexport, scope);
        at + end + 1
    }

    fn read_use_tree(&mut self, tokens: &[TokenTree], prefix: &[String], reexport: bool, scope: &Scope) {
        for branch in tokens.split(|token| is_sign(token, ',')) {
            let mut path = prefix.to_vec();
            let (mut alias, mut line) = (None, 0);
            for (at, token) in branch.iter().enumerate() {
                line = token.span().start().line;
                match token {
                    TokenTree::Group(group) => {
                        let list: Vec<TokenTree> = group.stream().into_iter().collect();
                        self.read_use_tree(&list, &path, reexport, scope);
                        path.clear();
                    }
                    TokenTree::Ident(word) if word == "as" => {
                        alias = branch.get(at + 1).map(ToString::to_string);
                        break;
                    }
                    TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                    TokenTree::Ident(word) => path.push(word.to_string()),
                    TokenTree::Punct(sign) if sign.as_char() == '*' => alias = Some("*".to_owned()),
                    _ => {}
                }
            }
            if let Some(last) = path.last().filter(|_| !branch.is_empty()) {
                let alias = alias.unwrap_or_else(|| last.clone());
                self.imports.push(Import { path, alias, reexport, line, scope: scope.clone() });
            }
        }
    }
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// The name that an item of a module defines, from its first word and what follows it.
fn defined_name(word: &str, rest: &[TokenTree]) -> Option<String> {
    match (word, rest) {
        (
            "struct" | "enum" | "union" | "trait" | "type" | "const" | "static",
            [TokenTree::Ident(name), ..],
        ) => Some(name.to_string()).filter(|name| name != "fn"),
        ("macro_rules", [_, TokenTree::Ident(name), ..]) => Some(name.to_string()),
        _ => None,
    }
}

/// The end of the attributes that begin at `at`, those of documentation included.
fn end_of_attributes(tokens: &[TokenTree], mut at: usize) -> usize {
    loop {
        match &tokens[at..] {
            [sign, TokenTree::Group(_), ..] if is_sign(sign, '#') => at += 2,
            [sign, inner, TokenTree::Group(_), ..] if is_sign(sign, '#') && is_sign(inner, '!') => at += 3,
            [sign, ..] if is_sign(sign, '#') => return at + 1,
            _ => return at,
        }
    }
}

/// The words of an attribute: `[cfg(any(test, feature = "x"))]` has cfg, any, test, feature and "x".
fn words(token: &TokenTree) -> Vec<String> {
    match token {
        TokenTree::Group(group) => group.stream().into_iter().flat_map(|token| words(&token)).collect(),
        TokenTree::Punct(_) => Vec::new(),
        word => vec![word.to_string()],
    }
}

/// Whether an attribute leaves its item to tests: `cfg(test)`, or the feature that holds their support.
fn is_for_tests(attribute: &TokenTree) -> bool {
    let words = words(attribute);
    let has = |word: &str| words.iter().any(|known| known == word);
    words.first().is_some_and(|word| word == "cfg") && (has("test") || has("\"test-support\"")) && !has("not")
}

/// Whether an attribute makes a function a test: `test`, `tokio::test`, `rstest`.
fn marks_a_test(attribute: &TokenTree) -> bool {
    match words(attribute).as_slice() {
        [first, second, ..] if first == "tokio" => second == "test",
        [first, ..] => first == "test" || first == "rstest",
        [] => false,
    }
}

/// The end of the item that begins at `from`: its `;`, its body, or the `,` after a field or a variant.
fn end_of_item(tokens: &[TokenTree], from: usize) -> usize {
    let words: Vec<String> = tokens[from..]
        .iter()
        .filter(|token| matches!(token, TokenTree::Ident(word) if word != "pub"))
        .take(2)
        .map(ToString::to_string)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (braces, commas) = match words.as_slice() {
        ["const", "fn" | "unsafe" | "async", ..] => (true, false),
        ["use" | "const" | "static" | "let" | "type", ..] => (false, false),
        [
            "fn" | "mod" | "struct" | "enum" | "union" | "trait" | "impl" | "async" | "unsafe"
            | "macro_rules",
            ..,
        ] => (true, false),
        _ => (true, true),
    };
    let ends = |token: &TokenTree| {
        is_sign(token, ';') || (braces && is_brace(token)) || (commas && is_sign(token, ','))
    };
    tokens[from..].iter().position(ends).map_or(tokens.len(), |end| from + end + 1)
}
