import { useEffect, useMemo, useState } from "preact/hooks";
import type { DenialsAnswer, PermissionsAnswer } from "@sfn-websocket/local/console/api";
import { getJson } from "../call-api";
import { ProblemNote } from "../components/problem-note";
import { useAnswer } from "../components/use-answer";
import { edition } from "../inventory";
import { listen } from "../live";
import { place, setParams } from "../router";
import { DenialList } from "./denial-list";
import { filterRows, groupRows } from "./filter-rows";
import { RoleTable } from "./role-table";
import "./permissions.css";

/** Milliseconds in which many traces are answered by one look. */
const SETTLE = 1_000;

/** What was refused, with what would allow it; and who may do what, and why. */
export function View() {
  const version = edition.value;
  const permissions = useAnswer((signal) => getJson<PermissionsAnswer>("permissions", signal), [version]);
  const denials = useAnswer((signal) => getJson<DenialsAnswer>("denials", signal), [version, useTraces()]);
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

/** How often traces were told of; many are one. */
function useTraces(): number {
  const [times, count] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer = undefined;
      count((before) => before + 1);
    };
    const forget = listen("trace", () => (timer ??= setTimeout(tell, SETTLE)));
    return () => {
      clearTimeout(timer);
      forget();
    };
  }, []);
  return times;
}
