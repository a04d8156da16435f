import type { ConnectionEntry, StackEntry, TableEntry, WorkflowEntry } from "@sfn-websocket/local/console/api";
import { Editor } from "../components/editor";
import { Facts } from "../components/facts";
import { breakLines } from "../components/indent-json";
import { goTo, linkTo, place } from "../router";
import { StateDefinition } from "../workflow/state-definition";
import { WorkflowGraph } from "../workflow/workflow-graph";
import { SettingList } from "./settings";

/** A workflow: its drawing, its definition and its settings. */
export function WorkflowDetails({ workflow }: { readonly workflow: WorkflowEntry }) {
  const { stateMachineArn, name, type, roleArn, definition, file, settings } = workflow;
  const { state } = place.value.params;
  const select = (location: string) => goTo("inventory", { ...place.value.params, state: location });
  return (
    <article>
      <h2>Workflow {name}</h2>
      <p class="actions">
        <a href={linkTo("workflows", { workflow: stateMachineArn })}>Edit and run it</a>
      </p>
      <Facts
        facts={{
          type: type === "EXPRESS" ? "Express" : "Standard",
          ARN: <code>{stateMachineArn}</code>,
          role: <code>{roleArn}</code>,
          file: file && <code>{file}</code>,
        }}
      />
      <div class="drawing">
        <WorkflowGraph
          definition={definition}
          label={`The workflow ${name}`}
          onSelect={select}
          {...(state !== undefined && { selected: state })}
        />
      </div>
      {state !== undefined && <StateDefinition definition={definition} selected={state} />}
      <h3>Definition</h3>
      <Editor label={`The definition of ${name}`} language="json" value={breakLines(definition)} />
      <SettingList settings={settings} />
    </article>
  );
}

/** A synthesized stack: what of it is not here, and its outputs. */
export function StackDetails({ stack: { name, outputs, notServed } }: { readonly stack: StackEntry }) {
  return (
    <article>
      <h2>Stack {name}</h2>
      {notServed.length === 0 ? (
        <p>All of it is served.</p>
      ) : (
        <>
          <h3>Not served here</h3>
          <ul>
            {notServed.map((address) => (
              <li key={address}>
                <code>{address}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <SettingList settings={outputs} title="Outputs" />
    </article>
  );
}

/** A table and its settings. */
export function TableDetails({ table: { name, region, settings } }: { readonly table: TableEntry }) {
  return (
    <article>
      <h2>Table {name}</h2>
      <Facts facts={{ region }} />
      <SettingList settings={settings} />
    </article>
  );
}

/** A connection that is open. */
export function ConnectionDetails({ connection }: { readonly connection: ConnectionEntry }) {
  const { connectionId, api, stage, connectedAt, lastActiveAt, sourceIp } = connection;
  return (
    <article>
      <h2>Connection {connectionId}</h2>
      <p class="actions">
        <a href={linkTo("traces", { connection: connectionId })}>Its traces</a>
      </p>
      <Facts
        facts={{
          stage: `${api}/${stage}`,
          from: sourceIp,
          opened: new Date(connectedAt).toLocaleString(),
          "last active": new Date(lastActiveAt).toLocaleString(),
        }}
      />
    </article>
  );
}
