import type { WorkflowEntry } from "@sfn-websocket/local/console/api";
import { ProblemNote } from "../components/problem-note";
import { inventory } from "../inventory";
import { goTo, place } from "../router";
import { isEdited } from "./use-draft";
import { useSource } from "./use-source";
import { Workspace } from "./workspace";
import "./workflows.css";

/** Stands for a workflow that is served by nobody. */
const OWN = "own";

/** A workflow that is edited, checked, drawn and run. */
export function View() {
  const served = inventory.value?.workflows;
  if (served === undefined) return <p class="empty">Loading…</p>;
  const { workflow = served[0]?.stateMachineArn ?? OWN } = place.value.params;
  const entry = served.find(({ stateMachineArn }) => stateMachineArn === workflow);
  const isGone = entry === undefined && workflow !== OWN;
  return (
    <div class="workflows">
      <Chooser served={served} chosen={workflow} isGone={isGone} />
      {isGone ? (
        <p class="empty">Nothing of this name is served now: {workflow}</p>
      ) : (
        <Loaded key={workflow} name={workflow} entry={entry} />
      )}
    </div>
  );
}

interface ChooserProps {
  readonly served: readonly WorkflowEntry[];
  readonly chosen: string;
  readonly isGone: boolean;
}

function Chooser({ served, chosen, isGone }: ChooserProps) {
  return (
    <label class="chooser">
      Workflow{" "}
      <select value={chosen} onChange={(event) => goTo("workflows", { workflow: event.currentTarget.value })}>
        {served.map(({ stateMachineArn, name }) => (
          <option key={stateMachineArn} value={stateMachineArn}>
            {name}
            {isEdited(stateMachineArn) ? " (edited)" : ""}
          </option>
        ))}
        {isGone && <option value={chosen}>{chosen}</option>}
        <option value={OWN}>one of your own, served by nobody{isEdited(OWN) ? " (edited)" : ""}</option>
      </select>
    </label>
  );
}

function Loaded({ name, entry }: { readonly name: string; readonly entry: WorkflowEntry | undefined }) {
  const { text, problem, put } = useSource(entry);
  if (text === undefined)
    return problem === undefined ? <p class="empty">Loading…</p> : <ProblemNote message={problem} />;
  return <Workspace name={name} entry={entry} source={text} onSaved={put} />;
}
