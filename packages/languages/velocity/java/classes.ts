import { equals } from "../compare-values";
import { printValue } from "../print-value";
import { ArrayList, isJavaObject, JavaChar, JavaDouble } from "../values";
import type { JavaObject, MethodTable, Value } from "../values";
import { spendOnText } from "../work";
import { characterMethods } from "./character";
import { listMethods, mapMethods } from "./collections";
import { prepareMethods } from "./resolve-method";
import type { Methods } from "./resolve-method";
import { booleanMethods, doubleMethods, integerMethods, longMethods, numberMethods } from "./scalars";
import { stringMethods } from "./string";

/** The methods of java.lang.Object. `getClass` has names only: nothing can be loaded through it. */
const objectMethods: MethodTable = {
  "toString()": (value: Value) => printValue(value),
  "equals(Object)": (value: Value, other: Value) => equals(value, other),
  "hashCode()": (value: Value) => hash(value),
  "getClass()": (value: Value) => new JavaClass(nameClass(value)),
};

/** The methods by class; a class is a key of what `nameClass` gives. */
const classes: Readonly<Record<string, Methods>> = {
  "java.lang.String": prepareMethods(stringMethods, objectMethods),
  "java.lang.Boolean": prepareMethods(booleanMethods, objectMethods),
  "java.lang.Integer": prepareMethods(integerMethods, numberMethods, objectMethods),
  "java.lang.Long": prepareMethods(longMethods, numberMethods, objectMethods),
  "java.math.BigInteger": prepareMethods(numberMethods, objectMethods),
  "java.lang.Double": prepareMethods(doubleMethods, numberMethods, objectMethods),
  "java.lang.Character": prepareMethods(characterMethods, objectMethods),
  "java.util.ArrayList": prepareMethods(listMethods, objectMethods),
  "net.minidev.json.JSONArray": prepareMethods(listMethods, objectMethods),
  "java.util.LinkedHashMap": prepareMethods(mapMethods, objectMethods),
};

const none: Methods = new Map();
const ofObjects = new WeakMap<MethodTable, Methods>();
const text = classes["java.lang.String"] ?? none;

/** The methods that may be called on the value. */
export function methodsOf(value: Value): Methods {
  if (typeof value === "string") return text;
  if (!isJavaObject(value)) return classes[nameClass(value)] ?? none;
  const known = ofObjects.get(value.methods);
  if (known !== undefined) return known;
  const methods = prepareMethods(value.methods);
  ofObjects.set(value.methods, methods);
  return methods;
}

/** The name of the value's Java class. *Recorded* from Velocity 1.7 with json-smart. */
function nameClass(value: Value): string {
  if (typeof value === "string") return "java.lang.String";
  if (typeof value === "boolean") return "java.lang.Boolean";
  if (typeof value === "number") return value === (value | 0) ? "java.lang.Integer" : "java.lang.Long";
  if (typeof value === "bigint") return BigInt.asIntN(64, value) === value ? "java.lang.Long" : "java.math.BigInteger";
  if (value instanceof JavaDouble) return "java.lang.Double";
  if (value instanceof JavaChar) return "java.lang.Character";
  if (value instanceof ArrayList) return "java.util.ArrayList";
  if (value instanceof Map) return "java.util.LinkedHashMap";
  return Array.isArray(value) ? "net.minidev.json.JSONArray" : "java.lang.Object";
}

/** java.lang.Class, as far as it has names. */
class JavaClass implements JavaObject {
  readonly methods = classMethods;

  constructor(readonly name: string) {}

  text = (): string => `class ${this.name}`;
}

const classMethods: MethodTable = {
  "getName()": ({ name }: JavaClass) => name,
  "getSimpleName()": ({ name }: JavaClass) => name.slice(name.lastIndexOf(".") + 1),
  "toString()": ({ name }: JavaClass) => `class ${name}`,
};

const { imul } = Math;

/** Java's hash of what it defines by contents; other objects hash to that of their text. */
function hash(value: Value): number {
  spendOnText("print", (printValue(value) ?? "").length);
  return hashContents(value);
}

function hashContents(value: Value): number {
  if (value === null) return 0;
  if (typeof value === "number") return value === (value | 0) ? value : hashLong(BigInt(value));
  if (typeof value === "bigint") return nameClass(value) === "java.lang.Long" ? hashLong(value) : hashBig(value);
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (value instanceof JavaDouble) return hashLong(new BigInt64Array(Float64Array.of(value.value).buffer)[0] ?? 0n);
  if (Array.isArray(value)) return hashAll(value.map(hashContents), 1);
  if (value instanceof Map)
    return [...value].reduce((sum, [name, member]) => (sum + (hashContents(name) ^ hashContents(member))) | 0, 0);
  const text = printValue(value) ?? "";
  return hashAll(Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)));
}

const hashAll = (hashes: readonly number[], first = 0): number =>
  hashes.reduce((result, each) => (imul(31, result) + each) | 0, first);

const hashLong = (value: bigint): number => Number(BigInt.asIntN(32, value ^ (value >> 32n)));

/** Of java.math.BigInteger: of its size in words of 32 bits, the highest first, with its sign. */
function hashBig(value: bigint): number {
  const words: number[] = [];
  for (let size = value < 0n ? -value : value; size > 0n; size >>= 32n) words.unshift(Number(BigInt.asIntN(32, size)));
  return imul(hashAll(words), value < 0n ? -1 : 1);
}
