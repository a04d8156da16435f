import type { ApiEntry, RouteEntry } from "@sfn-websocket/local/console/api";
import { Facts } from "../components/facts";
import { linkTo } from "../router";
import { SettingList } from "./settings";

interface RouteProps {
  readonly api: ApiEntry;
  readonly route: RouteEntry;
}

/** A route: what it runs, with which templates. */
export function RouteDetails({ api, route }: RouteProps) {
  const { routeKey, isTwoWay, authorization, integrationType, integrationUri, credentialsArn, stateMachineArn } = route;
  return (
    <article>
      <h2>
        Route {routeKey} of {api.name}
      </h2>
      <p class="actions">
        <a href={linkTo("traces", { route: routeKey })}>Its traces</a>
        <a href={linkTo("templates", { api: api.apiId, route: routeKey, part: "request" })}>Try its templates</a>
      </p>
      <Facts
        facts={{
          answers: isTwoWay ? "yes" : "no: it has no route response",
          authorization,
          integration: integrationType ?? "none: every message to it fails",
          calls: integrationUri && <code>{integrationUri}</code>,
          "as the role": credentialsArn && <code>{credentialsArn}</code>,
          workflow: stateMachineArn !== undefined && (
            <a href={linkTo("inventory", { workflow: stateMachineArn })}>{stateMachineArn.split(":").at(-1)}</a>
          ),
        }}
      />
      <Templates title="Request templates" templates={route.requestTemplates} />
      {route.responses.map(({ key, responseTemplates }) => (
        <Templates key={key} title={`Response templates of ${key}`} templates={responseTemplates} />
      ))}
      {route.model && <Text title="Model" text={JSON.stringify(route.model, undefined, 2)} />}
      <SettingList settings={route.settings} />
    </article>
  );
}

interface TemplatesProps {
  readonly title: string;
  readonly templates: Readonly<Record<string, string>>;
}

function Templates({ title, templates }: TemplatesProps) {
  const keys = Object.keys(templates);
  if (keys.length === 0)
    return (
      <section>
        <h3>{title}</h3>
        <p class="empty">None: the body passes as it is.</p>
      </section>
    );
  return (
    <>
      {keys.map((key) => (
        <Text key={key} title={`${title}: ${key}`} text={templates[key] ?? ""} />
      ))}
    </>
  );
}

function Text({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section>
      <h3>{title}</h3>
      <pre class="text" tabIndex={0} role="region" aria-label={title}>
        {text}
      </pre>
    </section>
  );
}
