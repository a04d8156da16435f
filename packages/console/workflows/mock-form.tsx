import { useState } from "preact/hooks";
import { CopyButton } from "../components/copy-button";
import { ProblemNote } from "../components/problem-note";
import { MockedState } from "./mocked-state";
import { listTestCases, type Mocks, NEW_ATTEMPTS, readMockFile, type TestCaseName, writeMockFile } from "./mocks";
import type { ListedState } from "./states";

interface MockFormProps {
  readonly states: readonly ListedState[];
  readonly mocks: Mocks;
  readonly onChange: (mocks: Mocks) => void;
  /** The name of the state machine in a mock file. */
  readonly machine: string;
}

/** What tasks answer in a run: by state, invocation by invocation; read from and written as a mock file. */
export function MockForm({ states, mocks, onChange, machine }: MockFormProps) {
  const tasks = states.filter(({ type }) => type === "Task");
  const put = (state: string, attempts: Mocks[string] | undefined) => {
    const { [state]: _, ...others } = mocks;
    onChange(attempts === undefined ? others : { ...mocks, [state]: attempts });
  };
  const unknown = Object.keys(mocks).filter((name) => !tasks.some((task) => task.name === name));
  return (
    <div>
      {tasks.length === 0 && <p class="empty">The workflow has no Task state: there is nothing to mock.</p>}
      {tasks.map(({ name, resource = "", location }) => (
        <fieldset key={location}>
          <legend>{name}</legend>
          <p class="quiet">{resource}</p>
          <label>
            <input
              type="checkbox"
              checked={mocks[name] !== undefined}
              onChange={(event) => put(name, event.currentTarget.checked ? [NEW_ATTEMPTS] : undefined)}
            />{" "}
            mocked
          </label>
          {mocks[name] && <MockedState name={name} attempts={mocks[name]} onChange={(next) => put(name, next)} />}
        </fieldset>
      ))}
      {unknown.map((name) => (
        <p key={name} class="note">
          '{name}' is mocked, and no Task state of the workflow.{" "}
          <button type="button" onClick={() => put(name, undefined)}>
            Remove
          </button>
        </p>
      ))}
      <MockFile mocks={mocks} onChange={onChange} machine={machine} />
    </div>
  );
}

function MockFile({ mocks, onChange, machine }: Omit<MockFormProps, "states">) {
  const [text, setText] = useState("");
  const [cases, setCases] = useState<readonly TestCaseName[]>([]);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const attempt = (work: () => void) => {
    try {
      work();
      setProblem(undefined);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await file.text();
    attempt(() => {
      setCases(listTestCases(read));
      setText(read);
    });
  };
  return (
    <div class="mock-file">
      <label>
        Open a mock file of Step Functions Local{" "}
        <input type="file" accept=".json" onChange={(event) => void open(event.currentTarget.files?.[0])} />
      </label>
      {cases.map((each) => (
        <button
          key={`${each.machine} ${each.testCase}`}
          type="button"
          onClick={() => attempt(() => onChange(readMockFile(text, each)))}
        >
          Take {each.testCase} of {each.machine}
        </button>
      ))}
      <CopyButton label="Copy as a mock file" text={() => writeMockFile({ machine, testCase: "FromConsole" }, mocks)} />
      {problem !== undefined && <ProblemNote message={problem} />}
    </div>
  );
}
