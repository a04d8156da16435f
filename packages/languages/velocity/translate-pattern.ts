/** Java's names of character classes, as RE2 writes them; the others mean the same in both. */
const classes: Readonly<Record<string, string>> = {
  Lower: "[:lower:]",
  Upper: "[:upper:]",
  ASCII: "[:ascii:]",
  Alpha: "[:alpha:]",
  Digit: "[:digit:]",
  Alnum: "[:alnum:]",
  Punct: "[:punct:]",
  Graph: "[:graph:]",
  Print: "[:print:]",
  Blank: "[:blank:]",
  Cntrl: "[:cntrl:]",
  XDigit: "[:xdigit:]",
  Space: "[:space:]",
  IsAlphabetic: "\\pL",
  IsDigit: "\\p{Nd}",
  IsLetter: "\\pL",
  IsUppercase: "\\p{Lu}",
  IsLowercase: "\\p{Ll}",
};

/** Java's escapes that RE2 does not know, as it writes them. */
const escapes: Readonly<Record<string, string>> = {
  h: "[ \\t\\x{A0}\\x{1680}\\x{180e}\\x{2000}-\\x{200a}\\x{202f}\\x{205f}\\x{3000}]",
  H: "[^ \\t\\x{A0}\\x{1680}\\x{180e}\\x{2000}-\\x{200a}\\x{202f}\\x{205f}\\x{3000}]",
  R: "(?:\\r\\n|[\\n-\\r\\x{85}\\x{2028}\\x{2029}])",
  e: "\\x1b",
  Z: "\\n?\\z",
};

/** A pattern in Java's syntax, written in RE2's. What RE2 refuses is left as it is, to be refused. */
export function translatePattern(source: string): string {
  let inClass = false;
  return source.replace(
    /\\(?:Q[^]*?(?:\\E|$)|u([0-9a-fA-F]{4})|([pP])\{(\w+)\}|([^]))|[[\]]/g,
    (found, code?: string, kind?: string, name = "", letter = "") => {
      if (found === "[" || found === "]") {
        inClass = found === "[";
        return found;
      }
      if (code !== undefined) return `\\x{${code}}`;
      const members = kind === undefined || !Object.hasOwn(classes, name) ? undefined : classes[name];
      if (members !== undefined) return wrapClass(members, { inClass, negated: kind === "P" });
      if (inClass || !Object.hasOwn(escapes, letter)) return found;
      return escapes[letter] ?? found;
    },
  );
}

function wrapClass(members: string, { inClass, negated }: { inClass: boolean; negated: boolean }): string {
  if (inClass) return negated ? members.replace("[:", "[:^").replace(/^\\p/, "\\P") : members;
  return `[${negated ? "^" : ""}${members}]`;
}
