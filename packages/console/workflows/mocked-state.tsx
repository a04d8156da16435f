import { type MockedAttempts, NEW_ATTEMPTS } from "./mocks";

interface MockedStateProps {
  /** The state's. */
  readonly name: string;
  readonly attempts: readonly MockedAttempts[];
  readonly onChange: (attempts: readonly MockedAttempts[]) => void;
}

/** The invocations of a mocked task, one group after the other. */
export function MockedState({ name, attempts, onChange }: MockedStateProps) {
  const put = (index: number, changes: Partial<MockedAttempts>) =>
    onChange(attempts.map((each, at) => (at === index ? { ...each, ...changes } : each)));
  return (
    <ol class="attempts">
      {attempts.map((each, index) => (
        <li key={index}>
          <Attempt name={`${name}, ${index + 1}`} attempt={each} onChange={(changes) => put(index, changes)} />
          {attempts.length > 1 && (
            <button type="button" class="quiet" onClick={() => onChange(attempts.filter((_, at) => at !== index))}>
              Remove
            </button>
          )}
        </li>
      ))}
      <li class="more">
        <button type="button" onClick={() => onChange([...attempts, NEW_ATTEMPTS])}>
          And then
        </button>
      </li>
    </ol>
  );
}

interface AttemptProps {
  /** For who hears it. */
  readonly name: string;
  readonly attempt: MockedAttempts;
  readonly onChange: (changes: Partial<MockedAttempts>) => void;
}

function Attempt({ name, attempt, onChange }: AttemptProps) {
  const { kind, times } = attempt;
  return (
    <>
      <select
        aria-label={`What happens: ${name}`}
        value={kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value === "error" ? "error" : "answer" })}
      >
        <option value="answer">answers</option>
        <option value="error">fails</option>
      </select>{" "}
      <input
        type="number"
        min={1}
        max={1_000}
        aria-label={`How many times: ${name}`}
        value={times}
        onInput={(event) => onChange({ times: Math.max(1, Math.min(1_000, event.currentTarget.valueAsNumber || 1)) })}
      />{" "}
      times
      {kind === "answer" ? (
        <textarea
          rows={3}
          spellcheck={false}
          class="mono"
          aria-label={`Answer, JSON: ${name}`}
          value={attempt.answer}
          onInput={(event) => onChange({ answer: event.currentTarget.value })}
        />
      ) : (
        <Failure name={name} attempt={attempt} onChange={onChange} />
      )}
    </>
  );
}

function Failure({ name, attempt: { error, cause }, onChange }: AttemptProps) {
  return (
    <>
      <input
        placeholder="error, e.g. States.TaskFailed"
        aria-label={`Error: ${name}`}
        value={error}
        onInput={(event) => onChange({ error: event.currentTarget.value })}
      />
      <input
        placeholder="cause"
        aria-label={`Cause: ${name}`}
        value={cause}
        onInput={(event) => onChange({ cause: event.currentTarget.value })}
      />
    </>
  );
}
