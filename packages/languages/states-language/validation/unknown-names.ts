import { isJsonObject } from "../../json";
import type { Json, JsonObject } from "../../json";
import { findNearestName } from "../../nearest-name";
import { parseJsonata } from "../jsonata/parse-jsonata";
import { listContextMembers } from "./context-members";
import { listInnerMachines, listStates } from "./inner-machines";
import { type JsonataName, JSONATA_FUNCTIONS, listFreeNames, STATES_MEMBERS } from "./jsonata-names";
import { STATES_ERRORS } from "../values/errors";
import { isDistributed, listAssignedVariables } from "./variable-scopes";

/**
 * A name in a definition that stands for nothing, or a text of which somebody may think that it is evaluated. A variable
 * that is `unseen` is assigned, but where the state does not see it.
 */
export interface UnknownName {
  readonly kind: JsonataName["kind"] | "unseen" | "expression" | "mixed" | "path" | "error";
  /** Without its `$`; of a `mixed` one, the text; an `error` is one that no state raises. */
  readonly name: string;
  /** Where it stands, like `/States/Wait/Seconds`. */
  readonly location: string;
  /** A name that stands for something, near to it. */
  readonly meant?: string;
}

/** A text that is evaluated, with the variables that it names. */
interface Evaluated {
  readonly location: string;
  readonly names: readonly Pick<UnknownName, "kind" | "name">[];
}

/** A state, and what it sees. */
interface Sight {
  readonly state: string;
  /** The variables. */
  readonly seen: readonly string[];
  /** The members of the context object. */
  readonly context: readonly string[];
}

/** What a machine has of those around it. */
interface Around extends Pick<Sight, "seen"> {
  readonly outermost: JsonObject;
  /** Whether it runs for an item of an inline Map state. */
  readonly isIterated: boolean;
}

/**
 * The variables that a valid definition reads and nothing in it assigns, the functions that it calls and JSONata does not
 * have, and the members of `$states` and of the context object that there are not: Step Functions takes them, and fails when it comes to evaluate them
 * (but for what `$exists` looks at). Texts that look like expressions, which it hands on as they are. And errors of a Retry
 * or Catch that have a name of Step Functions' own, and that it does not raise.
 */
export function listUnknownNames(definition: JsonObject): readonly UnknownName[] {
  const assigned = new Set(listMachines(definition).flatMap(listAssignedVariables));
  return listEvaluated(definition).flatMap(({ location, names, ...sight }) =>
    names.flatMap(({ kind, name }): UnknownName[] => {
      const known = KNOWN[kind](sight, name);
      if (known.includes(name)) return [];
      if (kind === "variable" && assigned.has(name)) return [{ kind: "unseen", name, location }];
      return [{ kind, name, location, meant: findMeant(name, known) }];
    }),
  );
}

/**
 * The variables that each state of a valid definition reads, also those within others, in the order of the alphabet; a
 * state that reads none is left out. *Recorded* (LocalStack's AWS-validated snapshots): which fields count, and the order.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 */
export function listVariableReferences(definition: JsonObject): Readonly<Record<string, readonly string[]>> {
  const read = new Map<string, readonly string[]>();
  for (const { state, seen, names } of listEvaluated(definition)) {
    const variables = names.filter(({ kind, name }) => kind === "variable" && seen.includes(name));
    if (variables.length > 0) read.set(state, [...(read.get(state) ?? []), ...variables.map(({ name }) => name)]);
  }
  return Object.fromEntries([...read].map(([state, names]) => [state, [...new Set(names)].sort()]));
}

/** The place of all members of the context object makes none of them nearer. */
function findMeant(name: string, known: readonly string[]): string | undefined {
  const [place = ""] = /^(?:states\.context|\$)\./.exec(name) ?? [];
  const bare = (each: string) => each.slice(place.length);
  const nearest = findNearestName(bare(name), known.map(bare));
  return nearest === undefined ? undefined : `${place}${nearest}`;
}

/** The names of a kind that stand for something. */
const KNOWN: Readonly<Record<UnknownName["kind"], (sight: Sight, name: string) => readonly string[]>> = {
  variable: ({ seen }) => [...seen, "states", ...JSONATA_FUNCTIONS],
  function: ({ seen }, name) => [...JSONATA_FUNCTIONS, ...seen.filter((each) => each === name)],
  member: () => STATES_MEMBERS,
  context: ({ context }, name) => context.map((each) => `${name.startsWith("$") ? "$" : "states.context"}.${each}`),
  unseen: () => [],
  expression: () => [],
  mixed: () => [],
  path: () => [],
  error: () => STATES_ERRORS,
};

function listMachines(machine: JsonObject): JsonObject[] {
  const inner = listStates(machine, "").flatMap(([, state]) => listInnerMachines(state, ""));
  return [machine, ...inner.flatMap(([each]) => listMachines(each))];
}

/** Members of a state that are machines, or texts that nobody evaluates. */
const NOT_ITS_OWN = new Set(["ItemProcessor", "Iterator", "Branches", "Comment", "Result"]);

const listEvaluated = (definition: JsonObject) =>
  listEvaluatedIn(definition, "", { outermost: definition, seen: [], isIterated: false });

function listEvaluatedIn(machine: JsonObject, location: string, around: Around): (Evaluated & Sight)[] {
  const { outermost } = around;
  const isIterated = around.isIterated && !isDistributed(machine);
  const seen = [...(isDistributed(machine) ? [] : around.seen), ...listAssignedVariables(machine)];
  return listStates(machine, location).flatMap(([name, state, at]) => {
    const inner = listInnerMachines(state, at);
    const own = Object.fromEntries(Object.entries(state).filter(([field]) => !NOT_ITS_OWN.has(field)));
    const isJsonata = (state["QueryLanguage"] ?? outermost["QueryLanguage"]) === "JSONata";
    const sight = { state: name, seen, context: listContextMembers(state, isIterated) };
    const within = { outermost, seen, isIterated: isIterated || state["Type"] === "Map" };
    return [
      ...(isJsonata ? listExpressions(own, at) : listPaths(own, at)).map((each) => ({ ...each, ...sight })),
      ...listErrors(state, at).map((each) => ({ ...each, ...sight })),
      ...inner.flatMap(([each, innerLocation]) => listEvaluatedIn(each, innerLocation, within)),
    ];
  });
}

/** The errors that a state names, as far as their names are Step Functions' own. */
function listErrors(state: JsonObject, location: string): Evaluated[] {
  const entries = ["Retry", "Catch"].flatMap((field) => listMembers(state[field] ?? null, `${location}/${field}`));
  return entries.flatMap(([, entry, at]) => {
    const named = isJsonObject(entry) ? entry["ErrorEquals"] : undefined;
    return listMembers(named ?? null, `${at}/ErrorEquals`).flatMap(([, name, place]): Evaluated[] =>
      typeof name === "string" && name.startsWith("States.")
        ? [{ location: place, names: [{ kind: "error", name }] }]
        : [],
    );
  });
}

const MIXED_TEXT = /\{%.*%\}/s;

function listExpressions(value: Json, location: string): Evaluated[] {
  if (typeof value !== "string")
    return listMembers(value, location).flatMap(([, member, at]) => listExpressions(member, at));
  const [, bare] = /^\$(states\.[\w.]+)$/.exec(value) ?? [];
  if (bare !== undefined) return [{ location, names: [{ kind: "expression", name: bare }] }];
  if (!value.startsWith("{%") || !value.endsWith("%}"))
    return MIXED_TEXT.test(value) ? [{ location, names: [{ kind: "mixed", name: value }] }] : [];
  const parsed = parseJsonata(value.slice(2, -2).trim());
  return "message" in parsed ? [] : [{ location, names: listFreeNames(parsed.tree) }];
}

/** Fields whose text is a path or an intrinsic function; in payload templates, only what ends with `.$` is. */
const PATH_FIELD = /(Path|^Variable)$/;
const TEMPLATES = new Set(["Parameters", "ResultSelector", "ItemSelector", "BatchInput", "Assign"]);
/** A variable where a path may begin. */
const VARIABLE = /(?<![\w$.@'"\]])\$([\p{ID_Start}_][\p{ID_Continue}]*)/gu;
/** A path into the context object, as far as its members are known. */
const CONTEXT = /\$(\$\.[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)/g;
/** A text within an intrinsic function, with its escapes. */
const QUOTED = /'(?:\\.|[^'\\])*'/gs;

function listPaths(value: Json, location: string, inTemplate = false): Evaluated[] {
  return listMembers(value, location).flatMap(([name, member, at]) => {
    if (typeof member !== "string") return listPaths(member, at, inTemplate || TEMPLATES.has(name));
    if (!name.endsWith(".$") && inTemplate) {
      const [, path] = /^\$(\.[A-Za-z_][\w.]*)$/.exec(member) ?? [];
      return path === undefined ? [] : [{ location: at, names: [{ kind: "path", name: path }] }];
    }
    if (!name.endsWith(".$") && !PATH_FIELD.test(name)) return [];
    const code = member.replace(QUOTED, "''");
    const find = (kind: UnknownName["kind"], pattern: RegExp) =>
      [...code.matchAll(pattern)].map(([, found = ""]) => ({ kind, name: found }));
    return [{ location: at, names: [...find("variable", VARIABLE), ...find("context", CONTEXT)] }];
  });
}

function listMembers(value: Json, location: string): (readonly [string, Json, string])[] {
  if (Array.isArray(value)) return value.map((element, index) => ["", element, `${location}[${index}]`] as const);
  return isJsonObject(value)
    ? Object.entries(value).map(([name, member]) => [name, member, `${location}/${name}`])
    : [];
}
