/** A state of a definition, at whatever depth. */
export interface ListedState {
  readonly name: string;
  readonly type: string;
  /** `/States/Each/ItemProcessor/States/Reserve` */
  readonly location: string;
  /** Of a Task. */
  readonly resource?: string;
}

type Json = unknown;
type Members = Readonly<Record<string, Json>>;

const isObject = (value: Json): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The states of a definition's text in their order, those of inner machines after theirs; none of a text that is no JSON. */
export function listStates(text: string): readonly ListedState[] {
  try {
    return listOf(JSON.parse(text), "", 0);
  } catch {
    return [];
  }
}

/** A definition nests no deeper, or is not drawn. */
const DEEPEST = 50;

function listOf(machine: Json, location: string, depth: number): readonly ListedState[] {
  if (!isObject(machine) || !isObject(machine["States"]) || depth > DEEPEST) return [];
  return Object.entries(machine["States"]).flatMap(([name, state]) => {
    if (!isObject(state)) return [];
    const own = `${location}/States/${name}`;
    const { Type: type, Resource: resource, Branches: branches } = state;
    const inner = [
      ...(Array.isArray(branches)
        ? branches.map((branch, index) => [branch, `${own}/Branches[${index}]`] as const)
        : []),
      [state["ItemProcessor"], `${own}/ItemProcessor`] as const,
      [state["Iterator"], `${own}/Iterator`] as const,
    ];
    const listed: ListedState = {
      name,
      type: String(type),
      location: own,
      ...(typeof resource === "string" && { resource }),
    };
    return [listed, ...inner.flatMap(([each, where]) => listOf(each, where, depth + 1))];
  });
}
