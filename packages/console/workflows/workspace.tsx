import { useMemo, useState } from "preact/hooks";
import type { WorkflowEntry } from "@sfn-websocket/local/console/api";
import { Editor, type EditorProblem } from "../components/editor";
import { ProblemNote } from "../components/problem-note";
import { Split } from "../components/split";
import { Tabs } from "../components/tabs";
import { place, setParams } from "../router";
import { WorkflowGraph } from "../workflow/workflow-graph";
import { EditBar } from "./edit-bar";
import { findLine } from "./find-line";
import { MockForm } from "./mock-form";
import type { Mocks } from "./mocks";
import { useKept } from "./use-kept";
import { useSettled } from "./use-settled";
import { ProblemList } from "./problem-list";
import { RunPanel } from "./run-panel";
import type { LastRun } from "./run-result";
import { listStates } from "./states";
import { TestStatePanel } from "./test-state-panel";
import { type Checked, useCheck } from "./use-check";
import { useDraft } from "./use-draft";

interface WorkspaceProps {
  /** What the edit is kept by. */
  readonly name: string;
  /** @default it is served by nobody */
  readonly entry: WorkflowEntry | undefined;
  readonly source: string;
  readonly onSaved: (text: string) => void;
}

/** The editor with its problems at one side; the graph, and what runs the workflow, at the other. */
export function Workspace({ name, entry, source, onSaved }: WorkspaceProps) {
  const edit = useDraft(name, source);
  const type = entry?.type ?? "EXPRESS";
  const checked = useCheck({
    definition: edit.text,
    type,
    ...(entry && { stateMachineArn: entry.stateMachineArn }),
  });
  const { line, selected, setGoal, select } = useLine(edit.text);
  return (
    <>
      <EditBar entry={entry} edit={edit} checked={checked} onSaved={onSaved} />
      {edit.problem !== undefined && <ProblemNote message={edit.problem} />}
      <Split
        name="workflows"
        label="Width of the editor"
        share={45}
        first={
          <div class="edit">
            <Editor
              label="Definition of the workflow"
              language="json"
              value={edit.text}
              onChange={edit.change}
              problems={placeProblems(checked)}
              line={line}
            />
            <ProblemList checked={checked} onGo={setGoal} />
          </div>
        }
        second={
          <Tools name={name} entry={entry} text={edit.text} checked={checked} selected={selected} onSelect={select} />
        }
      />
    </>
  );
}

/** The line that the editor shows: that of a problem that was chosen, else that of the state. */
function useLine(text: string) {
  const [goal, setGoal] = useState<number | undefined>(undefined);
  const { state: selected } = place.value.params;
  const line = useMemo(
    () => goal ?? (selected === undefined ? undefined : findLine(text, selected)),
    // While one types, the text does not move.
    [goal, selected],
  );
  const select = (state: string | undefined) => {
    setGoal(undefined);
    setParams({ state });
  };
  return { line, selected, setGoal, select };
}

const placeProblems = (checked: Checked | undefined): readonly EditorProblem[] =>
  (checked?.problems ?? []).map(({ message, severity, line, column, meant }) => ({
    message: meant === undefined ? message : `${message}; did you mean '${meant}'`,
    severity: severity === "ERROR" ? "error" : "warning",
    line,
    column,
  }));

interface ToolsProps {
  readonly name: string;
  readonly entry: WorkflowEntry | undefined;
  readonly text: string;
  readonly checked: Checked | undefined;
  readonly selected: string | undefined;
  readonly onSelect: (location: string | undefined) => void;
}

const TABS = [
  { name: "run", title: "Run" },
  { name: "mocks", title: "Mocks" },
  { name: "state", title: "One state" },
] as const;

function Tools({ name, entry, text, checked, selected, onSelect }: ToolsProps) {
  const [run, setRun] = useState<LastRun | undefined>(undefined);
  const [mocks, setMocks] = useKept<Mocks>(`mocks ${name}`, {});
  const states = useMemo(() => listStates(text), [text]);
  const { tool = "run" } = place.value.params;
  const definition = checked?.text === text ? (checked.definition ?? text) : text;
  return (
    <div class="tools">
      <Picture text={text} run={run} selected={selected} onSelect={onSelect} />
      {run !== undefined && run.of !== text && (
        <p class="note">The way is that of the last run, before the last change of the text.</p>
      )}
      <Tabs label="What to do with the workflow" tabs={TABS} shown={tool} onShow={(next) => setParams({ tool: next })}>
        <div hidden={tool !== "run"}>
          <RunPanel {...{ name, entry, text, definition, mocks, run, onSelect }} onRun={setRun} />
        </div>
        {tool === "mocks" && (
          <MockForm states={states} mocks={mocks} onChange={setMocks} machine={entry?.name ?? "edited"} />
        )}
        {tool === "state" && (
          <TestStatePanel
            entry={entry}
            definition={definition}
            states={states}
            selected={selected}
            onSelect={onSelect}
          />
        )}
      </Tabs>
    </div>
  );
}

function Picture({
  text,
  run,
  selected,
  onSelect,
}: Omit<ToolsProps, "name" | "entry" | "checked"> & { readonly run: LastRun | undefined }) {
  const drawn = useSettled(text);
  return (
    <div class="picture">
      <WorkflowGraph
        definition={drawn}
        {...(run && { execution: run.execution })}
        {...(selected !== undefined && { selected })}
        onSelect={onSelect}
        label="The workflow that is edited"
      />
    </div>
  );
}
