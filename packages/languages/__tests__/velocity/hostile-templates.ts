/** A template that asks for as much as it can, with the message that it is rendered with. */
export interface Hostile {
  readonly what: string;
  readonly template: string;
  readonly body: string;
}

/** What is done in each turn of a loop, and before it. */
type Row = readonly [what: string, statement: string, body?: string, before?: string];

const LENGTH = 128 * 1024;

/** A message of 128 KB that repeats the text. */
function fill(text: string): string {
  return text.repeat(Math.ceil(LENGTH / text.length)).slice(0, LENGTH);
}

const rows = JSON.stringify({ rows: Array.from({ length: 5500 }, (_, at) => ({ k: at, v: `x${at}` })) });
const list = JSON.stringify(Array.from({ length: 24_000 }, (_, at) => at % 10_000));
const texts = JSON.stringify(Array.from({ length: 16_000 }, (_, at) => `t${at}`));
const members = JSON.stringify(Object.fromEntries(Array.from({ length: 9000 }, (_, at) => [`k${at}`, at])));
const deep = `${"[".repeat(190)}${"]".repeat(190)}`;
const deepList = `[${Array.from({ length: 340 }, () => deep).join(",")}]`;
const letters = fill("abcd");
const accents = fill("é");
const quotes = fill(`'"\\/`);
const document = "#set($x = $input.path('$'))";
const digits = "#set($n = 1)#foreach($i in [1..400])#set($n = $n * 1000)#end";

/** Methods of a text, called on the message. */
const ofText: readonly Row[] = [
  ["printing the message", "$input.body", letters],
  ["the message in a text", '#set($x = "$input.body")', letters],
  ["the message twice in a text", '#set($x = "$input.body$input.body")', letters],
  ["adding to the message", "#set($x = $input.body + 'x')", letters],
  ["concat", "#set($x = $input.body.concat('x'))", letters],
  ["concat, then searched", "#set($x = $input.body.concat('x').indexOf('y'))", letters],
  ["a text that grows by one", "#set($t = $t + 'x')#set($x = $t.length())", letters, "#set($t = $input.body)"],
  ["a text that grows, compared", "#set($t = $t + 'x')#if($t == $input.body)#end", letters, "#set($t = $input.body)"],
  ["length", "#set($x = $input.body.length())", letters],
  ["charAt", "#set($x = $input.body.charAt(131071))", letters],
  ["substring", "#set($x = $input.body.substring(1))", letters],
  ["substring, then hashed", "#set($x = $input.body.substring(1).hashCode())", letters],
  ["indexOf of the message", "#set($x = $input.body.indexOf($p))", letters, "#set($p = $input.body.substring(1))"],
  ["indexOf of what nearly matches everywhere", "#set($x = $input.body.indexOf($p))", fill("a"), `#set($p = "${"a".repeat(1000)}b")`],
  ["indexOf of half the text", "#set($x = $input.body.indexOf($p))", fill("a"), "#set($p = $input.body.substring(65536).concat('b'))"],
  ["lastIndexOf", "#set($x = $input.body.lastIndexOf('abcx'))", letters],
  ["lastIndexOf of what nearly matches everywhere", "#set($x = $input.body.lastIndexOf($p))", fill("a"), `#set($p = "b${"a".repeat(1000)}")`],
  ["contains", "#set($x = $input.body.contains('abcx'))", letters],
  ["contains of what nearly matches everywhere", "#set($x = $input.body.contains($p))", fill("a"), `#set($p = "${"a".repeat(500)}b${"a".repeat(500)}")`],
  ["startsWith", "#set($x = $input.body.startsWith($input.body))", letters],
  ["endsWith", "#set($x = $input.body.endsWith($p))", letters, "#set($p = $input.body.substring(1))"],
  ["equals", "#set($x = $input.body.equals($p))", letters, "#set($p = $input.body.substring(0, 131071) + 'x')"],
  ["equalsIgnoreCase", "#set($x = $input.body.equalsIgnoreCase($p))", letters, "#set($p = $input.body.toUpperCase())"],
  ["compareTo", "#set($x = $input.body.compareTo($p))", letters, "#set($p = $input.body.substring(0, 131071) + 'x')"],
  ["compareToIgnoreCase", "#set($x = $input.body.compareToIgnoreCase($p))", accents, "#set($p = $input.body.toUpperCase())"],
  ["toUpperCase", "#set($x = $input.body.toUpperCase())", accents],
  ["toLowerCase", "#set($x = $input.body.toLowerCase())", letters],
  ["toLowerCase of capitals", "#set($x = $input.body.toLowerCase())", fill("İÀ")],
  ["trim", "#set($x = $input.body.trim())", fill(" ")],
  ["trim of both ends", "#set($x = $input.body.trim())", `${" ".repeat(65_535)}xx${" ".repeat(65_535)}`],
  ["strip", "#set($x = $input.body.strip())", fill(" ")],
  ["isBlank", "#set($x = $input.body.isBlank())", fill(" ")],
  ["hashCode", "#set($x = $input.body.hashCode())", letters],
  ["codePointAt", "#set($x = $input.body.codePointAt(131071))", letters],
  ["regionMatches", "#set($x = $input.body.regionMatches(0, $input.body, 0, 131072))", letters],
  ["contentEquals", "#set($x = $input.body.contentEquals($p))", letters, "#set($p = $input.body.substring(0, 131071) + 'x')"],
  ["toCharArray", "#set($x = $input.body.toCharArray())", letters],
  ["getBytes", "#set($x = $input.body.getBytes())", accents],
  ["repeat", "#set($x = $input.body.repeat(15))", letters],
  ["repeat, then searched", "#set($x = $input.body.repeat(15).indexOf('y'))", letters],
  ["format", "#set($x = $input.body.format('%s%s', $input.body, $input.body))", letters],
  ["format of the message", "#set($x = $input.body.format($input.body))", fill("%%")],
  ["format of doubles", "#set($x = $input.body.format($input.body, 1e300))", fill("%1$,.99f")],
  ["format of large integers", "#set($x = $input.body.format($input.body, $n))", fill("%1$,d"), digits],
  ["join", "#set($x = $s.join(',', $l))", texts, "#set($s = '')#set($l = $input.path('$'))"],
  ["valueOf a map", "#set($x = $s.valueOf($l))", rows, "#set($s = '')#set($l = $input.path('$'))"],
]; // prettier-ignore

/** Regular expressions and replacements over the message. */
const ofPatterns: readonly Row[] = [
  ["replace", "#set($x = $input.body.replace('a', 'xy'))", letters],
  ["replace of each character", "#set($x = $input.body.replace('a', ''))", fill("a")],
  ["replace of nothing", "#set($x = $input.body.replace('', 'x'))", letters],
  ["replace of a long text", "#set($x = $input.body.replace($p, 'x'))", fill("a"), `#set($p = "${"a".repeat(1000)}b")`],
  ["replaceAll of a text", `#set($x = $input.body.replaceAll("\\\\'", "'"))`, fill("\\'")],
  ["replaceAll by a class", "#set($x = $input.body.replaceAll('[a-c]+', 'x'))", letters],
  ["replaceAll of each character", "#set($x = $input.body.replaceAll('.', 'x'))", letters],
  ["replaceAll with groups", "#set($x = $input.body.replaceAll('(a)(b)', '$2$1'))", letters],
  ["replaceAll of nothing", "#set($x = $input.body.replaceAll('', 'x'))", letters],
  ["replaceAll of what never ends", "#set($x = $input.body.replaceAll('(a|aa)+$', 'x'))", `${fill("a")}b`],
  ["replaceAll of alternatives", "#set($x = $input.body.replaceAll('(a|b|ab|ba|c|d|cd|dc)*x', 'x'))", letters],
  ["replaceFirst", "#set($x = $input.body.replaceFirst('x', 'y'))", letters],
  ["replaceFirst by a class", "#set($x = $input.body.replaceFirst('[xyz]', 'y'))", letters],
  ["matches", "#set($x = $input.body.matches('(a+)+b'))", fill("a")],
  ["matches with counts", "#set($x = $input.body.matches('(.{1,30}){1,10}x'))", letters],
  ["a new pattern each turn", "#set($x = $s.matches(\"[a-z]{1,100}$velocityCount\"))", letters, "#set($s = 'abc')"],
  ["the message as a pattern", "#set($x = $s.matches($input.body))", fill("(a|b)*"), "#set($s = 'abc')"],
  ["the message as a class", "#set($x = $s.matches(\"[$input.body]\"))", fill("aéb"), "#set($s = 'abc')"],
  ["split", "#set($x = $input.body.split(','))", fill("a,")],
  ["split of each character", "#set($x = $input.body.split(''))", letters],
  ["split by a class", "#set($x = $input.body.split('[bd]'))", letters],
]; // prettier-ignore

/** Functions of $util and $input over the message. */
const ofFunctions: readonly Row[] = [
  ["escapeJavaScript", "#set($x = $util.escapeJavaScript($input.body))", accents],
  ["escapeJavaScript of quotes", "#set($x = $util.escapeJavaScript($input.body))", quotes],
  ["urlEncode", "#set($x = $util.urlEncode($input.body))", accents],
  ["urlEncode of letters", "#set($x = $util.urlEncode($input.body))", letters],
  ["urlEncode of punctuation", "#set($x = $util.urlEncode($input.body))", fill("!'()~")],
  ["urlDecode", "#set($x = $util.urlDecode($input.body))", fill("%C3%A9+").slice(0, 131_068)],
  ["base64Encode", "#set($x = $util.base64Encode($input.body))", accents],
  ["base64Decode", "#set($x = $util.base64Decode($input.body))", letters],
  ["parseJson of rows", "#set($x = $util.parseJson($input.body))", rows],
  ["parseJson of numbers", "#set($x = $util.parseJson($input.body))", list],
  ["parseJson of depth", "#set($x = $util.parseJson($input.body))", deepList],
  ["parseJson of escapes", "#set($x = $util.parseJson($input.body))", `"${fill("\\u00e9").slice(0, 120_000)}"`],
  ["parseJson of members", "#set($x = $util.parseJson($input.body))", members],
  ["json", "#set($x = $input.json('$'))", rows],
  ["json of depth", "#set($x = $input.json('$'))", deepList],
  ["json of members", "#set($x = $input.json('$'))", members],
  ["json of accents", "#set($x = $input.json('$'))", JSON.stringify(fill("\u2028").slice(0, 60_000))],
  ["path of everything", "#set($x = $input.path('$..*'))", rows],
  ["path of a name anywhere", "#set($x = $input.path('$..k'))", rows],
  ["path of names anywhere, twice", "#set($x = $input.path('$..*..*'))", rows],
  ["path with a filter", "#set($x = $input.path('$.rows[?(@.k > 1)]'))", rows],
  ["path with a filter of filters", "#set($x = $input.path('$..[?(@..k)]'))", rows],
  ["path with a pattern", "#set($x = $input.path('$.rows[?(@.v =~ /x.*9/)]'))", rows],
  ["path with a function", "#set($x = $input.path('$.length()'))", list],
  ["path of a sum", "#set($x = $input.path('$.sum()'))", list],
  ["path of all items", "#set($x = $input.path('$[*]'))", list],
  ["path of a slice", "#set($x = $input.path('$[0:24000]'))", list],
  ["the message as a path", "#set($x = $input.path($input.body))", `$${fill(".a")}`],
  ["params by name", "#set($x = $input.params($input.body))", letters],
]; // prettier-ignore

/** Lists, maps and numbers. */
const ofCollections: readonly Row[] = [
  ["printing a list", "$x", list, document],
  ["printing a map", "$x", rows, document],
  ["toString of depth", "#set($y = $x.toString())", deepList, document],
  ["a map in a text", '#set($y = "$x")', rows, document],
  ["a map and a text", "#set($y = $x + '')", rows, document],
  ["equal maps", "#if($x == $y)#end", rows, `${document}#set($y = $util.parseJson($input.body))`],
  ["equal lists", "#if($x.equals($y))#end", list, `${document}#set($y = $util.parseJson($input.body))`],
  ["a map and a text, compared", "#if($x == 'x')#end", rows, document],
  ["hashCode of a map", "#set($y = $x.hashCode())", rows, document],
  ["contains", "#set($y = $x.contains('none'))", texts, document],
  ["containsAll", "#set($y = $x.subList(0, 900).containsAll($x.subList(900, 1800)))", texts, document],
  ["removeAll", "#set($l = $x.subList(0, 900))#set($y = $l.removeAll($x.subList(900, 1800)))", texts, document],
  ["indexOf", "#set($y = $x.indexOf('none'))", texts, document],
  ["lastIndexOf", "#set($y = $x.lastIndexOf('none'))", texts, document],
  ["insertion at the start", "#set($y = $x.add(0, 'x'))", texts, document],
  ["removal from the start", "#set($y = $x.remove(0))", texts, document],
  ["removal of a text", "#set($y = $x.remove('none'))", texts, document],
  ["addAll", "#set($l = [])#set($y = $l.addAll($x))", texts, document],
  ["addAll at the start", "#set($l = [1])#set($y = $l.addAll(0, $x))", texts, document],
  ["subList", "#set($y = $x.subList(0, 16000))", texts, document],
  ["toArray", "#set($y = $x.toArray())", texts, document],
  ["iterator in a loop", "#foreach($i in $x.iterator())#break#end", texts, document],
  ["a loop over items", "#foreach($i in $x)#break#end", texts, document],
  ["a loop over items, to the end", "#foreach($i in $x)#end", texts, document],
  ["a range", "#set($y = [1..100000])", "{}"],
  ["a list of lists", "#set($y = [[], [], [], [], []])", "{}"],
  ["keySet", "#set($y = $x.keySet())", members, document],
  ["values", "#set($y = $x.values())", members, document],
  ["entrySet", "#set($y = $x.entrySet())", members, document],
  ["entrySet, printed", "$x.entrySet()", members, document],
  ["putAll", "#set($m = {})#set($y = $m.putAll($x))", members, document],
  ["containsValue", "#set($y = $x.containsValue('none'))", members, document],
  ["put under the message", "#set($y = $m.put($input.body, 1))", letters, "#set($m = {})"],
  ["put under a map", "#set($y = $m.put($x, 1))", rows, `${document}#set($m = {})`],
  ["lists that share parts, compared", "#if($a == $b)#end", "{}", "#set($a = ['x'])#set($b = ['x'])#foreach($i in [1..16])#set($a = [$a, $a])#set($b = [$b, $b])#end"],
  ["lists that share parts, printed", "$a", "{}", "#set($a = ['x'])#foreach($i in [1..16])#set($a = [$a, $a])#end"],
  ["multiplying big integers", "#set($y = $n * $n)", "{}", digits],
  ["dividing big integers", "#set($y = $n / 7)", "{}", digits],
  ["printing big integers", "$n", "{}", digits],
  ["doubles of big integers", "#set($y = $n * 1.5)", "{}", digits],
  ["comparing big integers", "#if($n > 1.5)#end", "{}", digits],
  ["parseDouble of the message", "#set($d = 1.5)#set($y = $d.parseDouble($p))", fill("1"), "#set($p = $input.body.substring(0, 100000))"],
]; // prettier-ignore

/** Directives, and the message as a template. */
const ofDirectives: readonly Row[] = [
  ["turns of nothing", "#foreach($j in [1..1000])#end"],
  ["turns that set", "#foreach($j in [1..1000])#set($x = $j)#end"],
  ["turns that calculate", "#foreach($j in [1..1000])#set($x = $j * 2 + 1)#end"],
  ["turns that print", "#foreach($j in [1..1000])x$j#end"],
  ["turns that compare", "#foreach($j in [1..1000])#if($j == 5 || $j > 7 && !($j < 3))#end#end"],
  ["turns that make maps", "#foreach($j in [1..1000])#set($x = {'a': $j, 'b': [$j]})#end"],
  ["turns that read members", "#foreach($j in [1..1000])$foreach.parent.index$foreach.count#end"],
  ["turns that make texts", '#foreach($j in [1..1000])#set($x = "a${j}b$j")#end'],
  ["turns of literals", "#foreach($j in [1..1000])#if(1 == 2 || 3 == 4 || 5 == 6 || 7 == 8)#end#end"],
  ["turns that call methods", "#foreach($j in [1..1000])#set($x = $s.concat('b').length())#end", "{}", "#set($s = 'a')"],
  ["an evaluated text", "#evaluate('$input.body')", letters],
  ["the message as a template", "#evaluate($input.body)", fill("$a ")],
  ["the message as directives", "#evaluate($input.body)", fill("#set($a=1)")],
  ["the message as conditions", "#evaluate($input.body)", fill("#if($a)x#end ").slice(0, 130_000)],
  ["the message as backslashes", "#evaluate($input.body)", fill("\\")],
  ["the message as hashes", "#evaluate($input.body)", fill("#")],
  ["the message as dollars", "#evaluate($input.body)", `${fill("$")} `],
  ["the message as dollars and marks", "#evaluate($input.body)", `${fill("$!")} `],
  ["the message as comments", "#evaluate($input.body)", fill("#**#")],
  ["the message as open comments", "#evaluate($input.body)", fill("#*")],
  ["the message as lines", "#evaluate($input.body)", fill("\n")],
  ["the message as blanks", "#evaluate($input.body)", fill(" ")],
  ["the message as texts in quotes", "#evaluate($input.body)", `#set($a=[${'"$a",'.repeat(26_000)}""])`],
  ["the message as one text in quotes", "#evaluate($input.body)", `#set($a="${fill("$a")}")`],
  ["the message as macros", "#evaluate($input.body)", fill("#macro(m)#end#m()")],
  ["the message as unclosed ends", "#evaluate($input.body)", fill("#if(1)x#else y#end$a.b(1)")],
  ["nested macros", "#a(1)", "{}", "#macro(d $p)$p$p$p$p#end#macro(c $p)#d($p)#d($p)#end#macro(b $p)#c($p)#c($p)#end#macro(a $p)#b($p)#b($p)#end"],
  ["a macro's argument that costs much", "#a($util.escapeJavaScript($input.body))", accents, "#macro(a $p)#set($x = $p)#set($x = $p)#end"],
  ["a macro with a body", "#@a()$input.body#end", letters, "#macro(a)$bodyContent$bodyContent#end"],
  ["a defined block", "$d", letters, "#define($d)$input.body$input.body#end"],
  ["a defined block of loops", "$d", "{}", "#define($d)#foreach($j in [1..100])x#end#end"],
]; // prettier-ignore

/** Each method and directive with as large a message as WebSocket APIs take, in a loop of 1,000 turns. */
export const hostileTemplates: readonly Hostile[] = [
  ...ofText,
  ...ofPatterns,
  ...ofFunctions,
  ...ofCollections,
  ...ofDirectives,
].map(([what, statement, body = "{}", before = ""]) => ({
  what,
  body,
  template: `${before}#foreach($turn in [1..1000])${statement}#end`,
}));
