import type { Type } from "./generate-payload";

/** A method that generated templates call. */
interface Method {
  readonly of: Type | "loop";
  readonly name: string;
  /** The types of the arguments, or the texts that one is picked from. */
  readonly takes: readonly (Type | readonly string[])[];
  readonly gives: Type;
  /** How the same is written without brackets. */
  readonly property?: string;
}

const patterns = [
  "'a'",
  "','",
  "'[a-c]+'",
  "'(\\w)(\\w*)'",
  "'\\s+'",
  "'\\\\'",
  "'.'",
  "'X|b'",
  "'^a'",
  "'\\.'",
] as const;
const formats = [
  ...["'%s'", "'%6.2s|'", "'%-6s|'", "'%b'", "'%c'", "'%d'", "'%05d'", "'%+,d'", "'%(d'", "'%x'", "'%X'", "'%o'"],
  ...["'%f'", "'%.0f'", "'%.2f'", "'%,.1f'", "'%012.3f'", "'% .1f'", "'%e'", "'%.2E'", "'%%%n'", "'%1$s%<s'"],
] as const;
const replacements = ["''", "'-'", "'$0'", "'[$0]'", "'\\\\'", "'\\$'", "'x'"] as const;

function of(owner: Method["of"], table: Readonly<Record<string, Type>>): Method[] {
  return Object.entries(table).map(([signature, gives]) => {
    const [name = "", list = ""] = signature.slice(0, -1).split("(");
    const takes = list === "" ? [] : list.split(",").map((type) => named[type] ?? (type as Type));
    const property = /^(?:get|is)([A-Z])(.*)$/.exec(name);
    const short = property === null ? undefined : `.${property[1]?.toLowerCase() ?? ""}${property[2] ?? ""}`;
    return short !== undefined && takes.length === 0
      ? { of: owner, name, takes, gives, property: short }
      : { of: owner, name, takes, gives };
  });
}

const named: Readonly<Record<string, readonly string[]>> = {
  pattern: patterns,
  replacement: replacements,
  format: formats,
  small: ["0", "1", "2", "-1", "3"],
  key: ["'a'", "'b'", "'key'", "'toString'", "'__proto__'", "'class'", "'nope'"],
};

/** The methods, by the type of what they are called on. */
export const methods: readonly Method[] = [
  ...of("text", {
    "length()": "integer",
    "isEmpty()": "boolean",
    "charAt(small)": "text",
    "substring(small)": "text",
    "substring(small,small)": "text",
    "indexOf(text)": "integer",
    "indexOf(text,small)": "integer",
    "lastIndexOf(text)": "integer",
    "lastIndexOf(text,small)": "integer",
    "contains(text)": "boolean",
    "startsWith(text)": "boolean",
    "format(format,integer)": "text",
    "format(format,double)": "text",
    "format(format,text)": "text",
    "startsWith(text,small)": "boolean",
    "endsWith(text)": "boolean",
    "equals(text)": "boolean",
    "equalsIgnoreCase(text)": "boolean",
    "compareTo(text)": "integer",
    "compareToIgnoreCase(text)": "integer",
    "concat(text)": "text",
    "repeat(small)": "text",
    "replace(text,text)": "text",
    "replaceAll(pattern,replacement)": "text",
    "replaceFirst(pattern,replacement)": "text",
    "matches(pattern)": "boolean",
    "toLowerCase()": "text",
    "toUpperCase()": "text",
    "trim()": "text",
    "strip()": "text",
    "isBlank()": "boolean",
    "intern()": "text",
    "hashCode()": "integer",
    "toString()": "text",
    "codePointAt(small)": "integer",
    "subSequence(small,small)": "text",
    "nope()": "nothing",
  }),
  ...of("integer", {
    "intValue()": "integer",
    "longValue()": "integer",
    "doubleValue()": "double",
    "toString()": "text",
    "equals(integer)": "boolean",
    "compareTo(integer)": "integer",
    "hashCode()": "integer",
    "parseInt(text)": "integer",
    "parseInt(text,small)": "integer",
    "valueOf(text)": "integer",
    "toString(integer,small)": "text",
    "shortValue()": "integer",
    "byteValue()": "integer",
  }),
  ...of("double", {
    "intValue()": "integer",
    "longValue()": "integer",
    "doubleValue()": "double",
    "toString()": "text",
    "isNaN()": "boolean",
    "isInfinite()": "boolean",
    "equals(double)": "boolean",
    "compareTo(double)": "integer",
    "hashCode()": "integer",
  }),
  ...of("boolean", {
    "toString()": "text",
    "booleanValue()": "boolean",
    "equals(boolean)": "boolean",
    "compareTo(boolean)": "integer",
    "hashCode()": "integer",
  }),
  ...of("list", {
    "size()": "integer",
    "isEmpty()": "boolean",
    "get(small)": "text",
    "contains(text)": "boolean",
    "indexOf(text)": "integer",
    "lastIndexOf(integer)": "integer",
    "add(text)": "boolean",
    "addAll(list)": "boolean",
    "remove(small)": "text",
    "set(small,text)": "text",
    "subList(small,small)": "list",
    "containsAll(list)": "boolean",
    "equals(list)": "boolean",
    "toString()": "text",
    "iterator()": "list",
    "removeAll(list)": "boolean",
    "retainAll(list)": "boolean",
    "clear()": "nothing",
    "hashCode()": "integer",
  }),
  ...of("map", {
    "size()": "integer",
    "isEmpty()": "boolean",
    "get(key)": "text",
    "containsKey(key)": "boolean",
    "containsValue(text)": "boolean",
    "put(key,text)": "text",
    "remove(key)": "text",
    "keySet()": "list",
    "values()": "list",
    "entrySet()": "list",
    "getOrDefault(key,text)": "text",
    "putIfAbsent(key,integer)": "integer",
    "equals(map)": "boolean",
    "putAll(map)": "nothing",
    "clear()": "nothing",
    "hashCode()": "integer",
    "toString()": "text",
  }),
  ...of("loop", {
    "getIndex()": "integer",
    "getCount()": "integer",
    "getHasNext()": "boolean",
    "hasNext()": "boolean",
    "getFirst()": "boolean",
    "getLast()": "boolean",
    "isFirst()": "boolean",
    "isLast()": "boolean",
    "getParent()": "map",
    "getTopmost()": "map",
  }),
  { of: "loop", name: "hasNext", takes: [], gives: "boolean", property: ".hasNext" },
  { of: "text", name: "split", takes: [patterns], gives: "list" },
  { of: "text", name: "split", takes: [patterns, ["0", "1", "2", "-1"]], gives: "list" },
];
