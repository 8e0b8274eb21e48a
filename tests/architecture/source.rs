//! One source file as tokens: the names that it defines, the paths that it imports and mentions, its functions, and the
//! lines of its tests. Comments and texts are no tokens, so they mention nothing.

use std::iter;
use std::ops::RangeInclusive;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

#[derive(Debug, Default)]
pub struct Source {
    pub marks: Vec<Mark>,
    pub functions: Vec<Function>,
    /// The lines of each item that only tests compile.
    pub test_lines: Vec<RangeInclusive<usize>>,
    tokens: Vec<Token>,
}

/// A name that is defined, or a path that is used.
#[derive(Debug)]
pub struct Mark {
    pub kind: Kind,
    pub path: String,
    pub line: usize,
    /// The path of the inline modules around it.
    pub module: String,
    /// Whether only tests compile it.
    pub test: bool,
}

#[derive(Debug, PartialEq)]
pub enum Kind {
    /// `mod name;`, whose items stand in another file.
    DeclaredModule,
    InlineModule,
    /// An item of a module; those of a function or an `impl` have no path of their own.
    Item,
    /// One leaf of a `use`, with its alias: `*` for a whole module.
    Import(String),
    /// The same of `pub use` and `pub(crate) use`: other files name the item through this one.
    Reexport(String),
    Mention,
    Macro,
}

#[derive(Debug)]
pub struct Function {
    pub name: String,
    pub lines: RangeInclusive<usize>,
    pub is_test: bool,
}

#[derive(Debug, Default)]
struct Token {
    text: String,
    line: usize,
    /// The place of the closing delimiter; its own place for any other token.
    close: usize,
    module: String,
    inside_item: bool,
    test: bool,
}

impl Source {
    pub fn read(text: &str) -> Self {
        let mut source = Self::default();
        source.flatten(text.parse().expect("a source that compiles is made of tokens"), "", false);
        let (mut is_test, mut end_of_use) = (false, 0);
        for at in 0..source.tokens.len() {
            match source.word(at) {
                "#" => is_test |= source.read_attributes(at),
                "use" if source.word(at + 1) != "<" => end_of_use = source.read_use(at + 1, at, ""),
                "fn" => source.read_function(at, &mut is_test),
                _ => {}
            }
            if at >= end_of_use {
                source.read_name(at);
                source.read_path(at);
            }
        }
        source
    }

    /// Every path with a module or a library in front. A word alone may be a variable.
    pub fn long_paths(&self) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(|mark| match mark.kind {
            Kind::Import(_) | Kind::Reexport(_) => true,
            Kind::Mention | Kind::Macro => mark.path.contains("::"),
            Kind::DeclaredModule | Kind::InlineModule | Kind::Item => false,
        })
    }

    fn flatten(&mut self, stream: TokenStream, module: &str, inside_item: bool) {
        for tree in stream {
            let TokenTree::Group(group) = &tree else {
                let text = tree.to_string();
                match self.tokens.last_mut() {
                    Some(last) if text == ":" && last.text == ":" => last.text = "::".to_owned(),
                    _ => self.push(&text, tree.span().start().line, module, inside_item),
                }
                continue;
            };
            let [open, close] = match group.delimiter() {
                Delimiter::Brace => ["{", "}"],
                Delimiter::Bracket => ["[", "]"],
                Delimiter::Parenthesis | Delimiter::None => ["(", ")"],
            };
            let at = self.tokens.len();
            let is_module = open == "{" && at > 1 && self.word(at - 2) == "mod";
            let inner = if is_module { join(module, self.word(at - 1)) } else { module.to_owned() };
            self.push(open, group.span_open().start().line, module, inside_item);
            self.flatten(group.stream(), &inner, inside_item || !is_module);
            self.tokens[at].close = self.tokens.len();
            self.push(close, group.span_close().start().line, module, inside_item);
        }
    }

    fn push(&mut self, text: &str, line: usize, module: &str, inside_item: bool) {
        let (text, module, close) = (text.to_owned(), module.to_owned(), self.tokens.len());
        self.tokens.push(Token { text, line, close, module, inside_item, test: false });
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// The tokens from a place to the end of its group; a group among them counts as its opening delimiter.
    fn siblings(&self, at: usize) -> impl Iterator<Item = usize> {
        let is_inside = |at: &usize| !matches!(self.word(*at), "}" | "]" | ")" | "");
        iter::successors(Some(at), |at| Some(self.tokens[*at].close + 1)).take_while(is_inside)
    }

    fn mark(&mut self, kind: Kind, path: String, at: usize) {
        let Token { line, module, test, .. } = &self.tokens[at];
        self.marks.push(Mark { kind, path, line: *line, module: module.clone(), test: *test });
    }

    /// Finds the item of tests behind the attributes that begin here; whether they make a function a test.
    fn read_attributes(&mut self, at: usize) -> bool {
        let (mut body, mut for_tests, mut is_test) = (at, false, false);
        while self.word(body) == "#" {
            let open = if self.word(body + 1) == "!" { body + 2 } else { body + 1 };
            let close = self.tokens.get(open).map_or(open, |token| token.close);
            let words: Vec<&str> = (open + 1..close).map(|at| self.word(at)).collect();
            for_tests |= words.first() == Some(&"cfg")
                && words.iter().any(|word| matches!(*word, "test" | "\"test-support\""))
                && !words.contains(&"not");
            is_test |= matches!(words[..], ["test" | "rstest", ..] | ["tokio", "::", "test", ..]);
            body = close + 1;
        }
        if for_tests && !self.tokens[at].test {
            let end = self.end_of_item(body);
            self.test_lines.push(self.tokens[at].line..=self.tokens[end].line);
            self.tokens[at..=end].iter_mut().for_each(|token| token.test = true);
        }
        is_test
    }

    /// The last token of an item: its `;`, its body, or the `,` after a field or a variant.
    fn end_of_item(&self, at: usize) -> usize {
        let words = self.siblings(at).map(|at| self.word(at));
        let mut words = words.filter(|word| is_word(word) && *word != "pub");
        let ends: &[&str] = match (words.next().unwrap_or(""), words.next().unwrap_or("")) {
            ("const", "fn" | "unsafe" | "async") => &[";", "{"],
            ("use" | "const" | "static" | "let" | "type", _) => &[";"],
            ("fn" | "mod" | "struct" | "enum" | "union" | "trait" | "impl", _) => &[";", "{"],
            ("async" | "unsafe" | "macro_rules", _) => &[";", "{"],
            _ => &[";", "{", ","],
        };
        let end = self.siblings(at).find(|at| ends.contains(&self.word(*at)));
        end.or_else(|| self.siblings(at).last()).map_or(at, |at| self.tokens[at].close)
    }

    fn read_function(&mut self, at: usize, is_test: &mut bool) {
        let end = self.siblings(at).find(|at| matches!(self.word(*at), "{" | ";"));
        if let Some(end) = end.filter(|end| is_word(self.word(at + 1)) && self.word(*end) == "{") {
            let lines = self.tokens[at + 1].line..=self.tokens[self.tokens[end].close].line;
            let (name, is_test) = (self.word(at + 1).to_owned(), std::mem::take(is_test));
            self.functions.push(Function { name, lines, is_test });
        }
    }

    fn read_name(&mut self, at: usize) {
        let (kind, at) = match self.word(at) {
            "mod" if self.word(at + 2) == "{" => (Kind::InlineModule, at + 1),
            "mod" => (Kind::DeclaredModule, at + 1),
            "macro_rules" => (Kind::Item, at + 2),
            "fn" | "struct" | "enum" | "union" | "trait" | "type" | "const" | "static" => {
                (Kind::Item, at + 1)
            }
            _ => return,
        };
        let name = self.word(at);
        if is_word(name) && name != "fn" && !(kind == Kind::Item && self.tokens[at].inside_item) {
            self.mark(kind, name.to_owned(), at);
        }
    }

    /// Reads a path that begins here; a field, a method or a lifetime begins none.
    fn read_path(&mut self, at: usize) {
        let mut end = at;
        while self.word(end + 1) == "::" && is_word(self.word(end + 2)) {
            end += 2;
        }
        let is_member = self.before(at, 1) == "." && self.before(at, 2) != ".";
        let is_name = matches!(self.before(at, 1), "mod" | "fn");
        let is_field = end == at && self.word(end + 1) == ":";
        // `::ring::x` begins a path, the `x` of `b::x` and of `<A>::x` none.
        let goes_on =
            self.before(at, 1) == "::" && (is_word(self.before(at, 2)) || self.before(at, 2) == ">");
        let begins = is_word(self.word(at)) && self.before(at, 1) != "'" && !goes_on;
        if begins && !is_member && !is_field && !is_name {
            let is_macro = self.word(end + 1) == "!" && self.word(end + 2) != "=";
            let path = (at..=end).map(|at| self.word(at)).collect();
            self.mark(if is_macro { Kind::Macro } else { Kind::Mention }, path, end);
        }
    }

    /// Reads the branches of the `use` at a place; returns their end.
    fn read_use(&mut self, mut at: usize, place: usize, prefix: &str) -> usize {
        // `pub use`, or `pub(…) use`.
        let mut opens = place.saturating_sub(12)..place.saturating_sub(1);
        let start = opens.find(|open| self.tokens[*open].close + 1 == place).unwrap_or(place);
        let is_public = self.before(place, 1) == "pub" || self.before(start, 1) == "pub";
        while !matches!(self.word(at), ";" | "}" | "") {
            let (first, mut path, mut alias) = (at, prefix.to_owned(), None);
            while !matches!(self.word(at), "," | ";" | "}" | "") {
                match self.word(at) {
                    "{" => {
                        at = self.read_use(at + 1, place, &path);
                        path.clear();
                    }
                    "as" => {
                        alias = Some(self.word(at + 1).to_owned());
                        at += 1;
                    }
                    "*" => alias = Some("*".to_owned()),
                    "self" if !path.is_empty() => {}
                    word => path.push_str(word),
                }
                at += 1;
            }
            let path = path.trim_end_matches("::");
            if let Some(last) = path.rsplit("::").next().filter(|last| !last.is_empty()) {
                let alias = alias.unwrap_or_else(|| last.to_owned());
                let kind = if is_public { Kind::Reexport(alias) } else { Kind::Import(alias) };
                self.mark(kind, path.to_owned(), first);
            }
            at += usize::from(self.word(at) == ",");
        }
        at
    }
}

/// The path of `inner` in `outer`; either may be empty.
pub fn join(outer: &str, inner: &str) -> String {
    let between = if outer.is_empty() || inner.is_empty() { "" } else { "::" };
    format!("{outer}{between}{inner}")
}

fn is_word(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
}
