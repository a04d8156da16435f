import type { Preview } from "@sfn-websocket/local/console/client-api";
import type { RenderedTemplate } from "@sfn-websocket/local/trace/trace";
import { indentJson } from "../components/indent-json";
import type { Answered } from "../components/use-answer";
import { linkTo } from "../router";
import type { StageAddress } from "./stages";

/** Characters of a message that a link carries on. */
const LONGEST_LINK = 4_000;

interface MessagePreviewProps extends Answered<Preview> {
  readonly stage: StageAddress;
  readonly message: string;
}

/** What becomes of a message before its integration is called; it has not been sent. */
export function MessagePreview({ answer: preview, problem, stage, message }: MessagePreviewProps) {
  if (problem !== undefined) return <p class="problem">{problem}</p>;
  if (!preview) return null;
  const { selection, verdicts, request, isTwoWay, refused } = preview;
  return (
    <section class="preview" aria-label="What it would select and render" aria-live="polite">
      <p>
        {selection.chosen === undefined ? (
          <strong class="bad">no route</strong>
        ) : (
          <>
            route <strong class="mono">{selection.chosen}</strong>
          </>
        )}
        <span class="quiet">: {selection.why}</span>
      </p>
      {verdicts.map(({ by, name, allowed, why }) => (
        <p key={by} class={allowed ? "quiet" : "bad"}>
          {by} {name}: {why}
        </p>
      ))}
      {refused !== undefined && <p class="problem">{refused}</p>}
      {isTwoWay === false && (
        <p class="warn">Nothing will be answered: the route has no route response (aws_apigatewayv2_route_response).</p>
      )}
      {request && <Request request={request} link={linkToTemplate({ stage, preview, message })} />}
    </section>
  );
}

function Request({ request, link }: { readonly request: RenderedTemplate; readonly link: string }) {
  const { source, template, rendered, error } = request;
  const of = template === undefined ? "the message as it is, by no template" : `by the template '${source.key ?? ""}'`;
  return (
    <>
      <p class="quiet">
        {error === undefined ? `The integration gets, ${of}:` : "The template fails:"}{" "}
        {template && <a href={link}>open the template</a>}
      </p>
      {error && <p class="bad">{error.message}</p>}
      {rendered && (
        <pre tabIndex={0} aria-label="The rendered request">
          {indentJson(rendered.text)}
        </pre>
      )}
    </>
  );
}

interface Linked {
  readonly stage: StageAddress;
  readonly preview: Preview;
  readonly message: string;
}

const linkToTemplate = ({ stage, preview, message }: Linked): string =>
  linkTo("templates", {
    api: stage.apiId,
    stage: stage.stage,
    route: preview.selection.chosen,
    part: "request",
    key: preview.request?.source.key,
    message: message.length > LONGEST_LINK ? undefined : message,
  });
