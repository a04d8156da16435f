import type { Answer, Case } from "../subject";

/** A way in which templates are deliberately rendered otherwise than Apache Velocity 1.7 does. */
interface Deliberate {
  readonly kind: string;
  /** Why it is so. */
  readonly reason: string;
  /** What shows that Velocity does otherwise: a template, and what becomes of it there. */
  readonly evidence: string;
  /** True for a case, the answers to which differ, that is of this kind. */
  readonly holds: (found: Case, ours: Answer, theirs: Answer) => boolean;
}

/** Methods that are called on a list which Java has as an array, a set or a collection. */
const onArrays = /\.(?:split|toCharArray|getBytes|toArray|values|keySet|entrySet|iterator)\(/;

/** Methods of a list that an array, a set or an iterator lacks, fails in, or answers otherwise. */
const ofLists =
  /\.(?:add|addAll|remove|set|subList|get|contains\w*|indexOf|lastIndexOf|equals|toString|iterator|split)\(|==|!=|eq|ne|\+/;

/** What is neither a reference nor text to Velocity: a bracket that is no call, a hash or backslash after a dollar. */
const typingErrors: readonly RegExp[] = [
  /\.[a-zA-Z][\w-]*[$\\!]*[([{]+\s*(?:[#})\]]|$)/,
  /\$[\\!]*#/,
  /\$[\\!]*\{?[[({.\\]/,
  /\)[a-zA-Z][\w-]*(?:\[|\s*#set|##)/,
  /\.[a-zA-Z][\w-]*(?:##|\$|\\)/,
];

/** What the comparison takes as alike, though the answers differ. */
const deliberate: readonly Deliberate[] = [
  {
    kind: "an address in what Java prints",
    reason: "it is another one in each run",
    evidence: "$input.path('$').values().iterator() prints java.util.LinkedHashMap$LinkedValueIterator@1b2c3d4e",
    holds: (_found, _ours, theirs) => /@[0-9a-f]{5,8}/.test(theirs.text),
  },
  {
    kind: "paths that are not plain names",
    reason: "they are Jayway JsonPath's, which the comparison of paths asks",
    evidence: "the oracle of templates has no JsonPath",
    holds: (_found, _ours, theirs) => theirs.kind === "outside",
  },
  {
    kind: "what #evaluate is given and cannot be parsed",
    reason: "the text is parsed while the template is rendered, so that it fails there",
    evidence: "#evaluate('#if') is a ParseErrorException of the rendering",
    holds: (_found, ours, theirs) => theirs.kind === "syntax" && ours.text.includes("#evaluate:"),
  },
  {
    kind: "arrays, sets and iterators as lists",
    reason:
      "templates loop over them and read them, as over lists; an array's fixed size and a set's order protect nothing",
    evidence: "#set($a = $input.body.split(','))$a.add('x') fails with UnsupportedOperationException",
    holds: ({ text }) => onArrays.test(text) && ofLists.test(text),
  },
  {
    kind: "short and byte numbers as integers",
    reason: "they print and calculate the same",
    evidence: "#set($n = 10)$n.compareTo($n.shortValue()) fails with ClassCastException",
    holds: ({ text }) => /\.(?:short|byte)Value\(/.test(text),
  },
  {
    kind: "keys of maps that are no texts",
    reason: "JSON has none: they become what they print, so that {1: 'a'} is asked with '1'",
    evidence: "#set($m = {1: 'a'})$m.get(1) prints a, $m.get('1') nothing",
    holds: ({ text }) => /[{,]\s*(?:[\d.-]|true|false|\$)[^,:}]*\s*:|\.put\w*\(\s*[^'"\s]|\[\s*[-\d$]/.test(text),
  },
  {
    kind: "brackets and backslashes that end a reference without a call",
    reason:
      "Velocity's own token states leak into the text behind; the templates are typing errors, and no two fail alike",
    evidence: "$a.b(#end prints '(' and ends the block, $a.b()x[ cannot be parsed",
    holds: ({ text }) => typingErrors.some((pattern) => pattern.test(text)),
  },
  {
    kind: "macros in macros",
    reason: "a macro is known in all of the template, the last definition counting; nobody defines one twice",
    evidence: "#macro(m)(#macro(m)#end#end#m prints nothing",
    holds: ({ text }) => /#macro[^]*#macro/.test(text),
  },
  {
    kind: "a directive that nothing follows",
    reason: "Velocity fails with Java's own error where a template cannot be parsed",
    evidence: "#foreach alone fails with NullPointerException",
    holds: (_found, ours, theirs) => ours.kind === "syntax" && theirs.text.includes("NullPointerException"),
  },
];

/** The kind of deliberate difference that the answers to a case show, undefined for none. */
export function findDeliberate(found: Case, ours: Answer, theirs: Answer): string | undefined {
  return deliberate.find(({ holds }) => holds(found, ours, theirs))?.kind;
}
