import type { StateFailure, StateTrace } from "@sfn-websocket/local/trace/trace";
import { Time } from "../components/time";
import { DataView, JsonTree } from "./data-view";
import { Cause } from "./failure-note";
import { FactList } from "./fact-list";
import { findDataBefore, nameVisit, type Visit } from "./list-visits";
import { ChangeTable } from "./change-table";

/** What a state got, did and gave: the failure first, then what it changed. */
export function StateDetail({ visit }: { readonly visit: Visit }) {
  const { state } = visit;
  const { input, output, assigned, failures, next, task } = state;
  const before = findDataBefore(visit);
  return (
    <section class="state-detail" aria-label={nameVisit(state)}>
      <h3>{nameVisit(state)}</h3>
      {failures.map((failure, index) => (
        <Failure key={index} failure={failure} />
      ))}
      <FactList
        facts={{
          Type: state.type,
          Status: state.status,
          Entered: <Time at={state.enteredAt} />,
          Next: next,
          Resource: task?.resource,
        }}
      />
      {output && before && <ChangeTable before={before} after={output} />}
      {input && <Part title="Input" data={input} />}
      {task && <TaskParts task={task} />}
      {output && <Part title="Output" data={output} />}
      {assigned && (
        <>
          <h4>Assigned variables</h4>
          <div class="data" role="group" aria-label="Assigned variables">
            <JsonTree value={assigned} isOpen />
          </div>
        </>
      )}
    </section>
  );
}

const FOLLOWED: Readonly<Record<StateFailure["then"], string>> = {
  retried: "and was tried again",
  caught: "and was caught",
  failed: "and failed the state",
};

function Failure({ failure: { error, cause, then, at } }: { readonly failure: StateFailure }) {
  return (
    <div class={`failure ${then}`}>
      <p>
        <strong>{error ?? "no error name"}</strong> {FOLLOWED[then]}{" "}
        <span class="quiet">
          <Time at={at} />
        </span>
      </p>
      {cause !== undefined && cause !== "" && <Cause cause={cause} />}
    </div>
  );
}

function TaskParts({
  task: { request, answer, mocked, attempts },
}: {
  readonly task: NonNullable<StateTrace["task"]>;
}) {
  return (
    <>
      <FactList facts={{ Attempts: String(attempts), Answered: mocked ? "by a mock" : undefined }} />
      {request && <Part title="Request of the task" data={request} />}
      {answer && <Part title="Answer of the task" data={answer} />}
    </>
  );
}

function Part({ title, data }: { readonly title: string; readonly data: NonNullable<StateTrace["input"]> }) {
  return (
    <>
      <h4>{title}</h4>
      <DataView label={title} data={data} />
    </>
  );
}
