import { Token } from "cdktf";
import { findNearestName } from "@sfn-websocket/languages/nearest-name";
import { AUTHORIZED_BY, IAM_ACTIONS } from "./iam-actions";
import { show } from "../options/show-value";

const EXAMPLE = `{ actions: ["dynamodb:PutItem"], resources: ["arn:..."] }`;

/** What each member of an entry holds, and what its texts look like. */
const MEMBERS: Readonly<Record<string, { readonly form: RegExp; readonly advice: string }>> = {
  actions: { form: /^[\w-]+:[\w*?]+$/, advice: "write it as in 'dynamodb:PutItem'" },
  resources: { form: /^(\*$|arn:|\$\{)/, advice: "give an ARN, a reference to one, or '*'" },
};

/** What is wrong with a list of permissions: each entry alone, by its place. Empty where nothing is. */
export function checkPermissions(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [`are not lists of actions and resources, got ${show(value)}; give [${EXAMPLE}]`];
  return value.flatMap((entry: unknown, index) => checkEntry(entry).map((problem) => `[${index}] ${problem}`));
}

function checkEntry(entry: unknown): readonly string[] {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
    return [`is no entry, got ${show(entry)}; give ${EXAMPLE}`];
  }
  const given = new Map<string, unknown>(Object.entries(entry));
  const unknown = [...given.keys()].filter((name) => !Object.hasOwn(MEMBERS, name));
  const meant = unknown.map((name) => findNearestName(name, Object.keys(MEMBERS)));
  return [
    ...unknown.map((name, index) => describeUnknown(name, meant[index])),
    ...Object.keys(MEMBERS)
      .filter((name) => given.has(name) || !meant.includes(name))
      .flatMap((name) => checkList(name, given.get(name), entry)),
  ];
}

function describeUnknown(name: string, meant: string | undefined): string {
  const advice = meant === undefined ? "an entry has actions and resources only" : `did you mean '${meant}'`;
  return `has an unknown member, got '${name}'; ${advice}`;
}

function checkList(name: string, list: unknown, entry: object): readonly string[] {
  if (list === undefined) return [`lacks ${name}, got ${showEntry(entry)}; give ${EXAMPLE}`];
  if (!Array.isArray(list) || list.length === 0) {
    return [
      `lacks ${name}, got ${name} of ${show(list)}; give a list such as ${name === "actions" ? `["dynamodb:PutItem"]` : `["arn:..."]`}`,
    ];
  }
  const { form, advice } = MEMBERS[name] ?? { form: /^/, advice: "" };
  return list.flatMap((item: unknown): readonly string[] => {
    const what = name === "actions" ? "an action" : "a resource";
    if (typeof item !== "string" || !form.test(item))
      return [`has what is no ${what.split(" ")[1]}, got ${show(item)}; ${advice}`];
    const meant = name === "actions" ? findMeantAction(item) : undefined;
    return meant === undefined ? [] : [`has an action that IAM does not know, got '${item}'; did you mean '${meant}'`];
  });
}

/** Without what Terraform fills in, of which nothing is said. */
function showEntry(entry: object): string {
  const shown = show(entry);
  return Token.isUnresolved(shown) ? `only ${Object.keys(entry).join(", ")}` : shown;
}

/** The action that was meant by one that IAM does not know; undefined for one that it may know. */
function findMeantAction(action: string): string | undefined {
  const authorizing = AUTHORIZED_BY[action.toLowerCase()];
  if (authorizing !== undefined) return authorizing;
  const [service = "", name = ""] = action.split(":");
  const known = Object.hasOwn(IAM_ACTIONS, service.toLowerCase()) ? IAM_ACTIONS[service.toLowerCase()] : undefined;
  if (known !== undefined) return findMisspelled(name, known, (meant) => `${service}:${meant}`);
  const long = Object.keys(IAM_ACTIONS).filter((each) => each.length > 4);
  return findMisspelled(service, long, (meant) => `${meant}:${name}`);
}

/** Neither a pattern nor another case of the letters is a misspelling; a name that goes on after a known one is none. */
function findMisspelled(name: string, known: readonly string[], write: (meant: string) => string): string | undefined {
  if (/[*?]/.test(name) || known.some((each) => each.toLowerCase() === name.toLowerCase())) return undefined;
  const nearest = findNearestName(name, known);
  return nearest === undefined || Math.abs(nearest.length - name.length) > 1 ? undefined : write(nearest);
}
