import type { ComponentChildren } from "preact";
import type { PermissionCheck, RenderedTemplate } from "@sfn-websocket/local/trace/trace";
import { NeededStatement } from "../permissions/needed-statement";
import { setParams } from "../router";
import { DataView, JsonTree } from "./data-view";
import { FactList } from "./fact-list";
import { formatDuration } from "./format";
import type { TraceProps } from "./use-whole";

export function ReceivedBody({ trace: { received, handshake, close } }: TraceProps): ComponentChildren {
  return (
    <>
      {received && <DataView label="Received" data={received} />}
      {handshake && (
        <>
          <FactList
            facts={{ Path: handshake.path, Address: handshake.sourceIp, Subprotocols: handshake.protocols.join(", ") }}
          />
          <h4>Headers</h4>
          <FactList facts={tellEmpty(handshake.headers)} />
          <h4>Query</h4>
          <FactList facts={tellEmpty(handshake.query)} />
        </>
      )}
      {close && <FactList facts={{ Code: String(close.statusCode), Reason: close.reason }} />}
    </>
  );
}

/** What came without a value came all the same. */
const tellEmpty = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === "" ? "(empty)" : value]));

export function SelectionBody({ trace: { selection } }: TraceProps): ComponentChildren {
  if (selection === undefined) return null;
  const { expression, value, candidates, chosen, why } = selection;
  return (
    <FactList
      facts={{
        Expression: expression,
        Value: value,
        Routes: candidates.join(", "),
        Chosen: chosen ?? "none",
        Why: why,
      }}
    />
  );
}

export function VerdictsBody({ trace: { verdicts } }: TraceProps): ComponentChildren {
  return (
    <ul class="plain">
      {verdicts.map(({ by, name, allowed, why, duration }, index) => (
        <li key={index} class={allowed ? "" : "failed"}>
          <strong>
            {by}
            {name !== undefined && ` '${name}'`}
          </strong>{" "}
          {allowed ? "✓ allowed" : "✕ refused"}: {why}
          {duration !== undefined && <span class="quiet"> ({formatDuration(duration)})</span>}
        </li>
      ))}
    </ul>
  );
}

/** A template with what it read and what it made. */
export function TemplateBody({
  template: { source, template, rendered, error, ...read },
}: {
  readonly template: RenderedTemplate;
}) {
  const place = source.file && `${source.file}${source.line === undefined ? "" : `:${source.line}`}`;
  const variables = { $context: read.context, $stageVariables: read.stageVariables, Variables: read.variables };
  return (
    <>
      <FactList facts={{ Template: source.key, File: place, Error: error?.message }} />
      {template && (
        <>
          <h4>Template</h4>
          <DataText label="Template" text={template.text} />
        </>
      )}
      {Object.entries(variables).map(([name, value]) =>
        value && Object.keys(value).length > 0 ? (
          <div key={name} class="data" role="group" aria-label={name}>
            <JsonTree name={name} value={value} />
          </div>
        ) : null,
      )}
      {rendered && (
        <>
          <h4>Rendered</h4>
          <DataView label="Rendered" data={rendered} />
        </>
      )}
    </>
  );
}

function DataText({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <pre class="data text" tabIndex={0} aria-label={label}>
      {text}
    </pre>
  );
}

export function PermissionsBody({ trace: { permissions } }: TraceProps): ComponentChildren {
  return permissions.map((check, index) => <Permission key={index} check={check} />);
}

function Permission({ check }: { readonly check: PermissionCheck }) {
  const { action, resource, roleArn, by, principal, allowed, why, statement } = check;
  return (
    <div class={`permission ${allowed ? "" : "failed"}`}>
      <h4>
        {allowed ? "✓" : "✕"} {action}
      </h4>
      <FactList
        facts={{
          Resource: resource,
          Role: roleArn,
          For: by && `the ${by}`,
          [roleArn === undefined ? "Called by" : "Assumed by"]: principal,
          Why: why,
          "Decided by": statement?.policy,
        }}
      />
      {statement && <DataText label="The statement that decided" text={JSON.stringify(statement.json, null, 2)} />}
      {!allowed && <NeededStatement check={check} />}
    </div>
  );
}

export function CallBody({ trace: { call } }: TraceProps): ComponentChildren {
  if (call === undefined) return null;
  const { type, uri, action, request, answer, status, error } = call;
  return (
    <>
      <FactList
        facts={{
          Type: type,
          URI: uri,
          Action: action,
          Status: status === undefined ? undefined : String(status),
          Error: error,
        }}
      />
      <h4>Request</h4>
      <DataView label="Request of the call" data={request} />
      {answer && (
        <>
          <h4>Answer</h4>
          <DataView label="Answer of the call" data={answer} />
        </>
      )}
    </>
  );
}

export function ExecutionBody({ trace: { execution } }: TraceProps): ComponentChildren {
  if (execution === undefined) return null;
  const { executionArn, name, status, error, cause, input, output } = execution;
  return (
    <>
      <FactList facts={{ Name: name, ARN: executionArn, Status: status, Error: error, Cause: cause }} />
      <h4>Input</h4>
      <DataView label="Input of the execution" data={input} />
      {output && (
        <>
          <h4>Output</h4>
          <DataView label="Output of the execution" data={output} />
        </>
      )}
      <button type="button" onClick={() => setParams({ tab: "states" })}>
        Show its states
      </button>
    </>
  );
}

export function ResponseBody({ trace: { response } }: TraceProps): ComponentChildren {
  if (response === undefined) return null;
  return (
    <>
      <FactList facts={{ Chosen: response.key, Why: response.why }} />
      <TemplateBody template={response} />
    </>
  );
}

export function FrameBody({ trace: { frame } }: TraceProps): ComponentChildren {
  return (
    <>
      <FactList facts={{ Sent: frame.kind, Why: frame.why }} />
      {frame.text && <DataView label="The frame" data={frame.text} />}
    </>
  );
}
