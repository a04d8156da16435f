import { useEffect, useRef, useState } from "preact/hooks";
import type { WorkflowEntry } from "@sfn-websocket/local/console/api";
import type { RunAnswer, RunRequest } from "@sfn-websocket/local/console/editor-api";
import type { Trace } from "@sfn-websocket/local/trace/trace";
import { getJson, postJson } from "../call-api";
import { Editor, type EditorProps } from "../components/editor";
import { breakLines } from "../components/indent-json";
import { ProblemNote } from "../components/problem-note";
import { useAnswer } from "../components/use-answer";
import { place, setParams } from "../router";
import { type Mocks, writeMocks } from "./mocks";
import { type LastRun, RunResult } from "./run-result";
import { useKept } from "./use-kept";
import { SpeedSlider } from "./speed-slider";

interface RunPanelProps {
  readonly name: string;
  readonly entry: WorkflowEntry | undefined;
  readonly text: string;
  /** The text, its placeholders filled. */
  readonly definition: string;
  readonly mocks: Mocks;
  readonly run: LastRun | undefined;
  readonly onRun: (run: LastRun) => void;
  readonly onSelect: (location: string) => void;
}

/** Runs what is edited with an input; leaving the view ends the run. */
export function RunPanel({ name, entry, text, definition, mocks, run, onRun, onSelect }: RunPanelProps) {
  const [input, setInput] = useKept(`input ${name}`, "{}");
  const offered = useOfferedInput(setInput);
  const [speed, setSpeed] = useState(1);
  const [hasRole, setRole] = useState(entry !== undefined);
  const { start, cancel, isRunning, problem } = useRun((answer) => onRun({ ...answer, of: text }));
  const submit = () =>
    start(() => ({
      input,
      ...(entry && { type: entry.type }),
      // With the role come the values of the placeholders as well.
      ...(entry && hasRole ? { definition: text, stateMachineArn: entry.stateMachineArn } : { definition }),
      mocks: writeMocks(mocks),
      speed,
    }));
  return (
    <div class="run">
      <InputField offered={offered} value={input} onChange={setInput} onSubmit={submit} />
      <div class="run-bar">
        <button type="button" class="primary" disabled={isRunning || offered.isAwaited} onClick={submit}>
          Run
        </button>
        <button type="button" disabled={!isRunning} onClick={cancel}>
          Stop
        </button>
        <SpeedSlider speed={speed} onChange={setSpeed} />
        {entry && <RoleBox roleArn={entry.roleArn} isChecked={hasRole} onChange={setRole} />}
        <span class="quiet">{describeMocks(mocks)}</span>
      </div>
      <p role="status" class="quiet">
        {isRunning ? "It runs…" : ""}
      </p>
      {problem !== undefined && <ProblemNote message={problem} />}
      {run && <RunResult run={run} onSelect={onSelect} />}
    </div>
  );
}

interface InputFieldProps extends Pick<EditorProps, "value" | "onChange" | "onSubmit"> {
  readonly offered: OfferedInput;
}

/** Nobody types what the input that is on its way would be written over. */
function InputField({ offered: { problem, isAwaited }, ...field }: InputFieldProps) {
  return (
    <>
      <h2>Input</h2>
      {problem !== undefined && <ProblemNote message={problem} />}
      {isAwaited ? <p class="empty">Loading…</p> : <Editor label="Input of the run" language="json" {...field} />}
    </>
  );
}

interface OfferedInput {
  /** Whether it is on its way. */
  readonly isAwaited: boolean;
  readonly problem: string | undefined;
}

/** Takes the input of the execution whose trace a link names, once. */
function useOfferedInput(take: (input: string) => void): OfferedInput {
  const { trace } = place.value.params;
  const ask = (signal: AbortSignal) => getJson<Trace>(`traces/${encodeURIComponent(trace ?? "")}?longest=0`, signal);
  const { answer, problem } = useAnswer(trace === undefined ? undefined : ask, [trace]);
  useEffect(() => {
    if (answer?.execution === undefined) return;
    take(breakLines(answer.execution.input.text));
    setParams({ trace: undefined });
  }, [answer]);
  return { isAwaited: trace !== undefined && !answer && problem === undefined, problem };
}

interface RoleBoxProps {
  readonly roleArn: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

function RoleBox({ roleArn, isChecked, onChange }: RoleBoxProps) {
  return (
    <label>
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.currentTarget.checked)} /> tasks
      that are not mocked act, as {roleArn.split("/").pop()}
    </label>
  );
}

function describeMocks(mocks: Mocks): string {
  const count = Object.keys(mocks).length;
  return count === 0 ? "nothing is mocked" : `${count} state${count === 1 ? " is" : "s are"} mocked`;
}

function useRun(onAnswer: (answer: RunAnswer) => void) {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async (write: () => RunRequest) => {
    if (isRunning) return;
    const own = (stop.current = new AbortController());
    setProblem(undefined);
    try {
      const request = write();
      setRunning(true);
      onAnswer(await postJson<RunAnswer>("run", request, own.signal));
    } catch (error) {
      if (!own.signal.aborted) setProblem((error as Error).message);
    }
    setRunning(false);
  };
  return {
    start: (write: () => RunRequest) => void start(write),
    cancel: () => stop.current?.abort(),
    isRunning,
    problem,
  };
}
