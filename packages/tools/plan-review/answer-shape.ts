/** The members of the JSON that a response template writes, each with the kind of its value. */
type AnswerShape = ReadonlyMap<string, string>;

/** A directive with what stands in its parentheses, one level of brackets within them. */
const DIRECTIVE =
  /#(?:set|if|elseif|foreach)\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\)){0,5000}\)|#(?:else|end)\b|##[^\n]*/g;
const MEMBER = /"([^"\\$#]{1,200})"\s*:\s*(["[{]?)/g;

const KINDS: Readonly<Record<string, string>> = { '"': "text", "[": "list", "{": "object" };

/**
 * The members that a template writes as JSON, as far as its text says them: directives are left out, and a value that an
 * expression makes is of an open kind.
 */
function readAnswerShape(template: string): AnswerShape {
  const written = template.replaceAll(DIRECTIVE, " ");
  return new Map([...written.matchAll(MEMBER)].map(([, name = "", first = ""]) => [name, KINDS[first] ?? "other"]));
}

/** The members that clients do not get any more, or get as another kind. */
export function listShapeLosses(before: string, after: string): { readonly before: string; readonly after: string }[] {
  const current = readAnswerShape(after);
  return [...readAnswerShape(before)].flatMap(([name, kind]) => {
    const is = current.get(name);
    return is === kind ? [] : [{ before: `${name}: ${kind}`, after: `${name}: ${is ?? "not there any more"}` }];
  });
}
