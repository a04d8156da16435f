import { useRef, useState } from "preact/hooks";
import type { WorkflowEntry } from "@sfn-websocket/local/console/api";
import type { TestStateAnswer, TestStateRequest } from "@sfn-websocket/local/console/editor-api";
import { postJson } from "../call-api";
import { Editor } from "../components/editor";
import { ProblemNote } from "../components/problem-note";
import { type Data, parseData } from "../traces/data";
import { JsonTree } from "../traces/data-view";
import type { ListedState } from "./states";

interface TestStatePanelProps {
  readonly entry: WorkflowEntry | undefined;
  /** Its placeholders filled. */
  readonly definition: string;
  readonly states: readonly ListedState[];
  /** The location of the state that is tested. */
  readonly selected: string | undefined;
  readonly onSelect: (location: string) => void;
}

const LEVELS = ["INFO", "DEBUG", "TRACE"] as const;

/** Runs one state alone, as AWS's TestState does. */
export function TestStatePanel({ entry, definition, states, selected, onSelect }: TestStatePanelProps) {
  const [input, setInput] = useState("{}");
  const [mock, setMock] = useState("");
  const [level, setLevel] = useState<string>("DEBUG");
  const { answer, problem, call } = useTestState();
  const state = states.find(({ location }) => location === selected) ?? states[0];
  if (state === undefined) return <p class="empty">The definition has no state to test.</p>;
  const test = () =>
    void call({
      ...{ definition, stateName: state.name, input, inspectionLevel: level },
      ...(mock.trim() === "" ? entry && { roleArn: entry.roleArn } : { mock: { result: mock } }),
    });
  return (
    <div class="test-state">
      <StateChoice states={states} chosen={state} onSelect={onSelect} />{" "}
      <label>
        Inspection{" "}
        <select value={level} onChange={(event) => setLevel(event.currentTarget.value)}>
          {LEVELS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <Editor label="Input of the state" language="json" value={input} onChange={setInput} onSubmit={test} />
      <MockField mock={mock} onInput={setMock} />
      <button type="button" class="primary" onClick={test}>
        Test the state
      </button>
      {problem !== undefined && <ProblemNote message={problem} />}
      {answer && <Answer answer={answer} />}
    </div>
  );
}

interface StateChoiceProps extends Pick<TestStatePanelProps, "states" | "onSelect"> {
  readonly chosen: ListedState;
}

function StateChoice({ states, chosen, onSelect }: StateChoiceProps) {
  return (
    <label>
      State{" "}
      <select value={chosen.location} onChange={(event) => onSelect(event.currentTarget.value)}>
        {states.map(({ location, name, type }) => (
          <option key={location} value={location}>
            {name} ({type})
          </option>
        ))}
      </select>
    </label>
  );
}

interface TestStateCall {
  readonly answer?: TestStateAnswer;
  readonly problem?: string;
}

/** What came of the last call of TestState, and what calls it again. */
function useTestState() {
  const [called, setCalled] = useState<TestStateCall>({});
  const last = useRef<TestStateRequest>(undefined);
  const call = async (request: TestStateRequest): Promise<void> => {
    last.current = request;
    const answered = await postJson<TestStateAnswer>("test-state", request).then(
      (answer): TestStateCall => ({ answer }),
      ({ message }: Error) => ({ problem: message }),
    );
    if (last.current === request) setCalled(answered);
  };
  return { ...called, call };
}

interface MockFieldProps {
  readonly mock: string;
  readonly onInput: (mock: string) => void;
}

function MockField({ mock, onInput }: MockFieldProps) {
  return (
    <label>
      Result of the task, as a mock; empty: the task acts{" "}
      <textarea
        rows={2}
        class="mono"
        spellcheck={false}
        value={mock}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function Answer({ answer }: { readonly answer: TestStateAnswer }) {
  return (
    <div class="data" role="group" aria-label="Answer of TestState">
      <JsonTree value={readTexts(answer)} isOpen />
    </div>
  );
}

/** What is JSON within a text is shown as what it is, its numbers as they were written. */
function readTexts(answer: TestStateAnswer): Data {
  return JSON.parse(JSON.stringify(answer), (_, value: Data) =>
    typeof value === "string" && /^\s*[[{]/.test(value) ? (parseData(value)?.value ?? value) : value,
  ) as Data;
}
