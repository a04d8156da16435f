import type { ExplainedDiagnostic } from "./explain-diagnostics";
import type { UnknownName } from "./unknown-names";

type Write = (found: string) => string;

/** What stands in JSONata for a field of JSONPath's, but for those whose name only ends in `Path`. */
const IN_JSONATA: Readonly<Record<string, string>> = {
  Parameters: "'Arguments'",
  InputPath: "$states.input in 'Arguments' or 'Output'",
  OutputPath: "'Output'",
  ResultPath: "'Output', or 'Assign' for a variable",
  ResultSelector: "$states.result in 'Output'",
  Variable: "'Condition'",
  Iterator: "'ItemProcessor'",
};

/** What to do about a finding, by AWS's text. */
const ADVICE: readonly (readonly [RegExp, Write])[] = [
  [/^Reference to '\$' at the top level/, () => "write $states.input for what the state gets"],
  [
    /^Field '\$states\.result' does not exist/,
    () => "write $states.input: only a state that calls something has a result",
  ],
  [/^Field '\$states\.errorOutput' does not exist/, () => "write it in a Catch, which alone has an error"],
  [
    /set to 'JSONata', but field '(\w+)' is only supported/,
    (field) => `write ${IN_JSONATA[field] ?? `'${field.replace(/Path$/, "")}'`}`,
  ],
  [/^The symbol "=" cannot be used as a unary/, () => "JSONata compares by a single ="],
  [/^The symbol "&" cannot be used as a unary/, () => "JSONata joins conditions by 'and', texts by a single &"],
  [/^Syntax error: "\|"/, () => "JSONata joins conditions by 'or'"],
  [/^The symbol "\?" cannot be used as a unary/, () => "write $exists(a) ? a : b"],
  [/^Expected value of type \[BOOLEAN\]/, () => "write true, false, or an expression within {% and %}"],
  [
    /^Express state machine does not support|inside 'EXPRESS' state machines/,
    () => 'a Standard workflow does: a route\'s execution: "async"',
  ],
  [/^Field '(.*)' is not supported$/s, (field) => `leave '${field}' out`],
  [/ is not reachable\.$/, () => "lead a state to it, or leave it out"],
];

/** What to do about a finding: which name was probably meant, else what its text asks for. */
export function adviseOn({ message, meant }: Pick<ExplainedDiagnostic, "message" | "meant">): string {
  if (meant !== undefined) return `did you mean '${meant}'`;
  for (const [text, write] of ADVICE) {
    const found = text.exec(message);
    if (found) return write(found[1] ?? "");
  }
  return "correct the definition";
}

/**
 * What to do about a name that stands for nothing, by what it is.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html for functions
 */
const NAMED: Readonly<Record<UnknownName["kind"], string>> = {
  variable: "assign it in a state that comes before",
  unseen: "hand its value on as input or output",
  function:
    "use one of JSONata's, without $eval, or $parse, $partition, $range, $hash, $random, $uuid of Step Functions",
  member: "it has input, result, errorOutput and context",
  context:
    "it has Execution, State and StateMachine, Map within a Map state, Task where a task ends later than its call",
  expression: "write it within {% and %}",
  mixed: "let the expression be the whole text, as in {% 'Hello, ' & $states.input.name %}",
  path: "end the member's name with .$",
  error: "a name of one's own does not begin with States.",
};

/** The end of what is told about a name: what was found, and what to do. */
export function adviseOnName({ kind, name, meant }: UnknownName): string {
  const sign = kind === "mixed" || kind === "error" ? "" : "$";
  return `got '${sign}${name}'; ${meant === undefined ? NAMED[kind] : `did you mean '${sign}${meant}'`}`;
}
