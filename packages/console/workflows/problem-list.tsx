import type { DefinitionProblem } from "@sfn-websocket/local/console/editor-api";
import { ProblemNote } from "../components/problem-note";
import type { Checked } from "./use-check";

interface ProblemListProps {
  readonly checked: Checked | undefined;
  /** Brings a line into view. */
  readonly onGo: (line: number) => void;
}

/** What is wrong with the definition, each a way to its line. */
export function ProblemList({ checked, onGo }: ProblemListProps) {
  if (checked?.problem !== undefined) return <ProblemNote message={`It could not be checked: ${checked.problem}`} />;
  const problems = checked?.problems ?? [];
  return (
    <div class="problems" role="region" aria-label="Problems of the definition" tabIndex={problems.length > 3 ? 0 : -1}>
      <p role="status" class={problems.length > 0 ? "count" : "count fine"}>
        {checked === undefined ? "Checking…" : describeCount(problems)}
      </p>
      <ul>
        {problems.map((problem, index) => (
          <li key={index} class={problem.severity === "ERROR" ? "error" : "warning"}>
            <button type="button" class="quiet" onClick={() => onGo(problem.line ?? 1)}>
              {problem.line ?? 1}:{problem.column ?? 1}
            </button>{" "}
            <span class="code">{problem.code}</span> {problem.message}
            {problem.meant !== undefined && <> – did you mean '{problem.meant}'?</>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function describeCount(problems: readonly DefinitionProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === "ERROR").length;
  const warnings = problems.length - errors;
  if (problems.length === 0) return "Nothing is wrong with the definition.";
  return [errors > 0 ? count(errors, "error") : "", warnings > 0 ? count(warnings, "warning") : ""]
    .filter((text) => text !== "")
    .join(", ");
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
