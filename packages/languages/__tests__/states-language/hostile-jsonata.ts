import type { Json } from "../../json";

const numbers = Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 60_013);
const objects = numbers.slice(0, 20_000).map((a) => ({ a, b: `x${a}` }));

function nest(depth: number): Json {
  let nested: Json = 1;
  for (let level = 0; level < depth; level++) nested = level % 2 === 0 ? [nested] : { a: nested, b: level };
  return nested;
}

/** What hostile expressions read: far more than a payload may hold. */
export const hostileInput: Json = {
  n: numbers,
  p: numbers.slice(0, 1000),
  s: numbers.map((number) => `k${number}`),
  q: numbers.slice(0, 1000).map((number) => `k${number}`),
  t: "ab c".repeat(50_000),
  u: " ".repeat(200_000),
  j: JSON.stringify(objects),
  o: objects,
  l: numbers.slice(0, 20_000).map((number) => [number, number]),
  m: Object.fromEntries(numbers.map((number) => [`k${number}`, number])),
  d: nest(900),
};

/** The members of `hostileInput` stand for themselves as variables: `$n`. */
const NAMES = Object.keys(hostileInput as object).map((name) => `$${name} := $states.input.${name}`);

export const expressionOf = (text: string): string => `($r := (${NAMES.join("; ")}; ${text}); 1)`;

type Table = Readonly<Record<string, readonly string[]>>;

/** Each function of JSONata's library and of Step Functions, with arguments that it needs most for. */
export const hostileFunctions: Table = {
  sum: ["$sum($n)", "$sum([1..800000])"],
  count: ["$count([1..800000])"],
  max: ["$max([1..800000])"],
  min: ["$min([1..800000])"],
  average: ["$average([1..800000])"],
  string: ["$string($n)", "$string($o, true)", "$string($d, true)", "$string($string($string($j)))"],
  substring: ["$p.$substring($t, $, 5)", "$substring($pad($pad('', 200000, '😀'), 400000, '😀'), 1, 300000)"],
  substringBefore: ["$p.$substringBefore($t, 'x')"],
  substringAfter: ["$p.$substringAfter($t, 'x')"],
  lowercase: ["$lowercase($pad($pad('', 250000, 'İ'), 500000, 'İ'))", "$p.$lowercase($t)"],
  uppercase: ["$uppercase($pad($pad('', 250000, 'ß'), 500000, 'ß'))", "$p.$uppercase($t)"],
  length: ["$length($pad($pad('', 250000, '😀'), 500000, '😀'))", "$p.$length($t)"],
  trim: ["$trim($u)", "$trim('x' & $u & 'x')", "$trim($pad($pad('', 250000, ' \n'), 500000, ' \n'))", "$p.$trim($u)"],
  pad: ["$pad('x', 1000000000)", "$pad($t, -7000000, 'ab')"],
  match: ["$match($t, /a/)", "$match($t, /(a|b| |c)+x/)", "$match($t, /./)", "$q.$match($, /(k)(\\d+)?/)"],
  contains: ["$contains($t, /(a+)+$/)", "$p.$contains($t, 'cc')", "$p.$contains($t, /cc/)"],
  replace: ["$replace($t, /(a)(b)/, '$2$1')", "$replace($t, 'a', $t)", "$replace($t, /a/, function($m){ $t })"],
  split: ["$split($t, '')", "$split($t, / /)", "$split($t, /(x|b)*y?/)"],
  join: ["$join($s, $t)", "$join($s, ',')", "$join([1..20000].('a'), 'bc')"],
  formatNumber: ["$p.$formatNumber($, '#,##0.00')", "$formatNumber(1e300, '0.0')", "$formatNumber(1, $u)"],
  formatBase: ["$p.$formatBase($, 2)", "$formatBase(1e300, 36)"],
  formatInteger: ["$p.$formatInteger($, 'w')", "$formatInteger(1e300, 'w')", "$formatInteger(100000, 'I')"],
  parseInteger: ["$parseInteger($pad($pad('', 200000, 'one '), 400000, 'one '), 'w')", "$q.$parseInteger($, '0')"],
  number: ["$number($pad($pad('', 250000, '1'), 500000, '1'))", "$q.$number('1e5')"],
  floor: ["$p.$floor($)"],
  ceil: ["$p.$ceil($)"],
  round: ["$p.$round($, -2)", "$round(1.5, 1000000)"],
  abs: ["$p.$abs($)"],
  sqrt: ["$p.$sqrt($)"],
  power: ["$p.$power($, 0.5)", "$power(10, 400)"],
  random: ["$p.$random()", "$p.$random($)"],
  boolean: ["$boolean([1..800000])", "$boolean($d)"],
  not: ["$not([1..800000])"],
  map: [
    "$map([1..400], function($v){ $map([1..400], function($w){ $v * $w }) })",
    "$map($o, function($v, $i, $a){ $a })",
  ],
  zip: ["$zip($n, $n, $n)", "$zip([1..800000], [1..800000])"],
  filter: ["$filter($n, function($v, $i, $a){ $v in $a })", "$filter([1..800000], function($v){ true })"],
  single: ["$single([1..800000], function($v){ $v = 1 })"],
  reduce: [
    "$reduce($n, $append)",
    "$reduce($n, function($a, $v){ $a & $v })",
    "$reduce($n, function($a, $v){ [$a, $v] })",
  ],
  sift: ["$sift($m, function($v, $k){ $v > 5 })"],
  keys: ["$keys($m)", "$keys($o)", "$keys([1..20000].{$string($): 1})"],
  lookup: ["$lookup($o, 'a')", "$lookup($pad('', 100000), 'a')", "$q.$lookup($m, $)"],
  append: ["$append([1..400000], [1..400000])", "$append([1..800000], [1..800000])", "$append($n[{'a': $}], 1)"],
  exists: ["$exists([1..800000])"],
  spread: ["$spread($o)", "$spread($m)"],
  merge: ["$merge($o)", "$merge([1..30000].{$string($): $})", "$merge($s.{$: $m})"],
  reverse: ["$reverse([1..800000])"],
  each: ["$each($m, function($v, $k){ $k & $v })"],
  error: ["$error($pad($pad('', 200000, 'x'), 400000, 'x'))", "$error($t)"],
  assert: ["$assert(false, $t)", "$p.$assert(true, $t)"],
  type: ["$type([1..800000])", "$p.$type($m)"],
  sort: ["$sort($n)", "$sort($s)", "$sort($o, function($l, $r){ $l.b > $r.b })", "$sort([1..200000])"],
  shuffle: ["$shuffle($n)"],
  distinct: ["$distinct($n)", "$distinct($o)", "$distinct($l)", "$distinct($append($s, $s))"],
  base64encode: ["$base64encode($pad($pad('', 250000, '😀'), 500000, '😀'))"],
  base64decode: ["$base64decode($pad($pad('', 250000, 'QUJD'), 500000, 'QUJD'))"],
  encodeUrlComponent: ["$encodeUrlComponent($pad($pad('', 250000, '😀'), 500000, '😀'))"],
  encodeUrl: ["$encodeUrl($pad($pad('', 250000, '😀'), 500000, '😀'))"],
  decodeUrlComponent: ["$decodeUrlComponent($pad($pad('', 249999, '%41'), 499998, '%41'))"],
  decodeUrl: ["$decodeUrl($pad($pad('', 249999, '%41'), 499998, '%41'))"],
  eval: ["$eval('[1..800000]')"],
  toMillis: [
    "$q.$toMillis('2020-01-01T00:00:00Z')",
    "$toMillis($t, '[Y]-[M]')",
    "$toMillis('2020-W01-1', '[X]-W[W]-[F1]')",
  ],
  fromMillis: ["$p.$fromMillis($, '[FNn], [D1o] [MNn] [YI]')", "$fromMillis(1e300)", "$fromMillis(1, $u)"],
  clone: ["$clone($o)", "$clone($d)"],
  now: ["$p.$now('[Y]')"],
  millis: ["$p.$millis()"],
  partition: ["$partition([1..60000], 1)", "$p.$partition($n, 30000)"],
  range: ["$range(1, 360145, 1)", "$p.$range(1, 1000, 1)"],
  hash: ["$hash($pad($pad('', 250000, 'x'), 500000, 'x'), 'SHA-512')", "$p.$hash($t, 'MD5')"],
  uuid: ["$p.$uuid()"],
  parse: ["$parse($j)", "$q.$parse($j)"],
};

/** Each operator, as the parser's table names it, with operands that it needs most for. */
export const hostileOperators: Table = {
  ".": ["[1..20000].([1..20])", "$l.$", "[1..900].([1..900]).(1)", "$n.($n)"],
  "[": ["$n[$ in $n]", "$n[[0..59999]]", "$n[[1..800000]]", "[[1..800000], [1..800000], [1..800000]]"],
  "{": ["$n{$string($): $}", "$n{'a': $}", "[1..300000]{$string($ % 9): $}", "$o.{b: a}", "$o{b: a}"],
  "(": ["($f := function($x){ $f($x) }; $f(1))", "($f := function($x){ 1 + $f($x) }; $f(1))"],
  "@": ["$o@$x.$o@$y[$x.a = $y.a].a"],
  "#": ["$n#$i.($i)", "$n#$i[$i < 5]", "$n#$i^(>$)"],
  ";": [`(${Array.from({ length: 20 }, (_, index) => `$v${index} := [1..800000]`).join("; ")})`],
  ":": ["$n.($ > 5 ? $n : $n)"],
  "?": ["[1..800000] ? [1..800000] : 1", "$p.($p ? 1)"],
  "+": ["$n.($ + 1)", "$n + 1"],
  "-": ["$p.(-$)", "-$n"],
  "*": ["$m.*", "$o.*", "$.*", "$states.input.*"],
  "/": ["$p.($ / 3)"],
  "%": ["$p.($ % 7)", "$o.a.%.b"],
  "|": ["$o ~> |$|{'c': 1}, ['a']|", "$states ~> |**|{'c': 1}|"],
  "=": ["[1..800000] = [1..800000]", "$o = $o", "$d = $d", "$p.($p = $p)"],
  "<": ["$n[$ < 30000]", "$n < $n"],
  ">": ["$n[$ > 30000]", "$t > $t"],
  "^": ["$n^($)", "$o^(>b, a)", "[1..50000]^(>$)", "$p^($string($p))"],
  "**": ["$states.**", "$d.**", "$o.**"],
  "..": ["[1..800000]", "[1..400000, 1..400000]", "[1..10000000]", "[-1e15..1e15]", "[1..2000].([1..2000])"],
  ":=": ["($a := [1..800000]; $b := $a; $c := [$a, $b])"],
  "!=": ["$o != $l", "[1..800000] != [1..799999]"],
  "<=": ["$n[$ <= 30000]"],
  ">=": ["$n[$ >= 30000]"],
  "~>": ["$n ~> $map(function($v){ $v }) ~> $filter(function($v){ $v > 1 }) ~> $reduce(function($a, $b){ $a + $b })"],
  and: ["[1..800000] and $n", "$p.($ and $p)"],
  or: ["[1..800000] or [1..800000]"],
  in: ["0 in [1..800000]", "$n.($ in [1..10000])"],
  "&": ["$n & $n", "$t & $t & $t & $t", "$reduce([1..30], function($a, $v){ $a & $a }, 'x')", "$o & $d"],
};

/** Marks of the parser's table that end something and compute nothing, and operators after version 2.0.6. */
export const otherMarks = ["]", "}", ")", ",", "!", "~", "?:", "??"];
