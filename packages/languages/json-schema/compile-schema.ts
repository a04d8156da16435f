import { isJsonObject, type Json, type JsonObject } from "../json";
import { ANY_KEYWORDS } from "./any-keywords";
import { ARRAY_KEYWORDS } from "./array-keywords";
import { type Check, escapeStep, type Keyword, type Problem, type Word } from "./keyword";
import { firstOf, OBJECT_KEYWORDS } from "./object-keywords";
import { compileLinearPattern, type CompilePattern } from "./pattern";
import { SCALAR_KEYWORDS } from "./scalar-keywords";

/** A schema and where it stands. */
export interface SchemaPlace {
  readonly schema: Json;
  /** Name of the model that it is in. */
  readonly model: string;
  /** JSON pointer in that model, as a fragment: `#` for the model itself. */
  readonly pointer: string;
}

/** Returns what a `$ref` leads to, undefined where it leads nowhere. */
export type FindSchema = (reference: string, from: SchemaPlace) => SchemaPlace | undefined;

/** The order is that of the checks: what is told at once comes first. */
const KEYWORDS: Readonly<Record<string, Keyword>> = {
  ...ANY_KEYWORDS,
  ...SCALAR_KEYWORDS,
  ...ARRAY_KEYWORDS,
  ...OBJECT_KEYWORDS,
};
/** Words of later drafts, which would check nothing on AWS. */
const LATER_WORDS = [
  ...["$anchor", "$defs", "$recursiveRef", "const", "contains", "dependentRequired", "dependentSchemas", "else", "if"],
  ...["prefixItems", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"],
];
/** Words whose schemas look at the same value as the schema that they stand in. */
const SAME_VALUE = ["$ref", "allOf", "anyOf", "dependencies", "not", "oneOf"];

/** A schema that is compiled; its check is there when a value comes. */
interface CompiledSchema {
  readonly place: SchemaPlace;
  /** The schemas that look at the same value. */
  readonly alongside: Json[];
  check: Check;
}

interface Compilation {
  readonly find: FindSchema;
  readonly compilePattern: CompilePattern;
  readonly compiled: Map<Json, CompiledSchema>;
}

/**
 * Prepares a JSON Schema of draft 4 and all that it refers to. A check looks at each object of a value once for each
 * schema, so no value takes it long.
 *
 * @throws Error where a word's value is wrong, a `$ref` leads nowhere or in a circle, or a word is of a later draft.
 * @see https://datatracker.ietf.org/doc/html/draft-zyp-json-schema-04
 */
export function compileSchema(
  place: SchemaPlace,
  find: FindSchema,
  compilePattern: CompilePattern = compileLinearPattern,
): Check {
  const compilation: Compilation = { find, compilePattern, compiled: new Map() };
  const check = compile(compilation, place);
  rejectCircles(compilation.compiled);
  return check;
}

function compile(compilation: Compilation, place: SchemaPlace): Check {
  const { schema } = place;
  if (!isJsonObject(schema)) throw wrong(place, `'${place.pointer}' is a schema, an object`, schema);
  const known = compilation.compiled.get(schema);
  if (known) return (value) => known.check(value);
  const compiled: CompiledSchema = { place, alongside: [], check: () => undefined };
  compilation.compiled.set(schema, compiled);
  // Draft 4 passes over all that stands beside a $ref.
  const { $ref } = schema;
  compiled.check =
    $ref === undefined ? compileWords(compilation, compiled, schema) : compileReference(compilation, compiled, $ref);
  return compiled.check;
}

function compileWords(compilation: Compilation, compiled: CompiledSchema, schema: JsonObject): Check {
  const { place } = compiled;
  const later = LATER_WORDS.find((word) => Object.hasOwn(schema, word));
  if (later !== undefined)
    throw new Error(
      `model '${place.model}': draft 4 of JSON Schema does not know the word, got '${later}'; write draft 4`,
    );
  const checks = Object.entries(KEYWORDS).flatMap(([name, keyword]) =>
    Object.hasOwn(schema, name) ? (keyword(readWord(compilation, compiled, { name, schema })) ?? []) : [],
  );
  return firstOf(checks);
}

function readWord(
  compilation: Compilation,
  { place, alongside }: CompiledSchema,
  { name, schema }: { readonly name: string; readonly schema: JsonObject },
): Word {
  const value = schema[name] ?? null;
  const pointer = `${place.pointer}/${escapeStep(name)}`;
  const fail: Word["fail"] = (wanted, got = value) => {
    throw wrong(place, `'${pointer}' ${wanted}`, got);
  };
  return {
    value,
    schema,
    compile: (inner, ...steps) => {
      if (SAME_VALUE.includes(name)) alongside.push(inner);
      const at = [pointer, ...steps.map(escapeStep)].join("/");
      return compile(compilation, { ...place, schema: inner, pointer: at });
    },
    compilePattern: (source) => compilation.compilePattern(source, fail),
    fail,
  };
}

const wrong = ({ model }: SchemaPlace, what: string, value: Json): Error =>
  new Error(`model '${model}': ${what}, got ${JSON.stringify(value)}; correct it`);

function compileReference(compilation: Compilation, { place, alongside }: CompiledSchema, $ref: Json): Check {
  if (typeof $ref !== "string") throw wrong(place, `'${place.pointer}/$ref' is a text`, $ref);
  const target = compilation.find($ref, place);
  if (target === undefined || !isJsonObject(target.schema))
    throw new Error(
      `model '${place.model}': the $ref leads nowhere, got '${$ref}'; ` +
        "use '#/definitions/<name>', or 'https://apigateway.amazonaws.com/restapis/<api id>/models/<name>'",
    );
  alongside.push(target.schema);
  return remember(compile(compilation, target));
}

/** Checks an object once, however many ways lead from a schema back to itself. */
function remember(check: Check): Check {
  const known = new WeakMap<object, Problem | "valid">();
  return (value) => {
    if (typeof value !== "object" || value === null) return check(value);
    const result = known.get(value) ?? check(value) ?? "valid";
    known.set(value, result);
    return result === "valid" ? undefined : result;
  };
}

/** Throws where a schema asks for itself of the same value, which no value would ever answer. */
function rejectCircles(schemas: ReadonlyMap<Json, CompiledSchema>): void {
  const done = new Set<Json>();
  const path = new Set<Json>();
  const visit = (schema: Json): void => {
    const compiled = schemas.get(schema);
    if (compiled === undefined || done.has(schema)) return;
    if (path.has(schema)) {
      const { model, pointer } = compiled.place;
      throw new Error(
        `model '${model}': the schema refers to itself, got '${pointer}'; let a property or an item refer to it`,
      );
    }
    path.add(schema);
    compiled.alongside.forEach(visit);
    path.delete(schema);
    done.add(schema);
  };
  for (const schema of schemas.keys()) visit(schema);
}
