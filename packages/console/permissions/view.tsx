import { useEffect, useMemo, useState } from "preact/hooks";
import type { DenialsAnswer, PermissionsAnswer } from "@sfn-websocket/local/console/api";
import { getJson } from "../call-api";
import { ProblemNote } from "../components/problem-note";
import { edition } from "../inventory";
import { listen } from "../live";
import { place, setParams } from "../router";
import { DenialList } from "./denial-list";
import { filterRows, groupRows } from "./filter-rows";
import { RoleTable } from "./role-table";
import "./permissions.css";

/** Milliseconds in which many traces are answered by one look. */
const SETTLE = 500;

/** What was refused, with what would allow it; and who may do what, and why. */
export function View() {
  const permissions = useAnswer<PermissionsAnswer>("permissions");
  const denials = useAnswer<DenialsAnswer>("denials", "trace");
  const { text = "" } = place.value.params;
  const rows = permissions.answer?.rows;
  const shown = useMemo(() => groupRows(filterRows(rows ?? [], text)), [rows, text]);
  const problem = permissions.problem ?? denials.problem;
  return (
    <div class="permissions">
      {problem !== undefined && <ProblemNote message={problem} />}
      <DenialList answer={denials.answer} />
      <h2>Who may do what</h2>
      <p class="quiet">
        By the roles and functions that are served now; <code>npm run policy</code> tells the same of the synthesized
        stacks, and what is wider than it need be.
      </p>
      <label>
        Filter the statements{" "}
        <input
          type="search"
          value={text}
          placeholder="role, action, resource, reason"
          onInput={(event) => setParams({ text: event.currentTarget.value })}
        />
      </label>
      <p role="status" class="quiet">
        {rows === undefined ? "Loading…" : describeCount(shown.flatMap((group) => group.rows).length, rows.length)}
      </p>
      {shown.map((group) => (
        <RoleTable key={group.roleArn ?? group.role} group={group} />
      ))}
    </div>
  );
}

function describeCount(shown: number, all: number): string {
  if (all === 0) return "Nothing that is served has a role.";
  return shown === all ? `${all} statements` : `${shown} of ${all} statements`;
}

interface Answered<Answer> {
  readonly answer: Answer | undefined;
  readonly problem: string | undefined;
}

/** The answer of a call: asked for again with each version, and after what an event tells of. */
function useAnswer<Answer>(path: string, event?: "trace"): Answered<Answer> {
  const [answered, put] = useState<Answered<Answer>>({ answer: undefined, problem: undefined });
  const version = edition.value;
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = () => {
      timer = undefined;
      getJson<Answer>(path, stop.signal).then(
        (answer) => put({ answer, problem: undefined }),
        (error: Error) => stop.signal.aborted || put((before) => ({ ...before, problem: error.message })),
      );
    };
    load();
    const forget = event && listen(event, () => (timer ??= setTimeout(load, SETTLE)));
    return () => {
      stop.abort();
      clearTimeout(timer);
      forget?.();
    };
  }, [path, event, version]);
  return answered;
}
