//! Signs in the place of letters: p@ssw0rd.

/// The letters that a character replaces in a disguised word; none for any other.
pub(in crate::password) fn meant_by(character: char) -> &'static [char] {
    match character {
        '@' | '4' => &['a'],
        '8' => &['b'],
        '(' => &['c'],
        '3' | '€' => &['e'],
        '6' => &['g'],
        '1' | '!' | '|' => &['i', 'l'],
        '0' => &['o'],
        '5' | '$' => &['s'],
        '7' | '+' => &['t'],
        '2' => &['z'],
        _ => &[],
    }
}
