import type { ApiEntry, StageEntry } from "@sfn-websocket/local/console/api";
import { CopyButton } from "../components/copy-button";
import { Facts } from "../components/facts";
import { linkTo } from "../router";
import { SettingList } from "./settings";

/** An API: its stages and its routes. */
export function ApiDetails({ api }: { readonly api: ApiEntry }) {
  const { apiId, name, region, routeSelectionExpression, stages, routes } = api;
  return (
    <article>
      <h2>API {name}</h2>
      <Facts
        facts={{
          id: <code>{apiId}</code>,
          region,
          "route selection": <code>{routeSelectionExpression}</code>,
          stages: stages.map((stage) => <StageLink key={stage.name} apiId={apiId} stage={stage} />),
        }}
      />
      <table>
        <caption>Routes</caption>
        <thead>
          <tr>
            <th scope="col">Route</th>
            <th scope="col">Runs</th>
            <th scope="col">Answers</th>
            <th scope="col">Authorization</th>
          </tr>
        </thead>
        <tbody>
          {routes.map(({ routeKey, stateMachineArn, integrationUri, integrationType, isTwoWay, authorization }) => (
            <tr key={routeKey}>
              <td>
                <a href={linkTo("inventory", { api: apiId, route: routeKey })}>{routeKey}</a>
              </td>
              <td>{stateMachineArn?.split(":").at(-1) ?? integrationUri ?? integrationType ?? "no integration"}</td>
              <td>{isTwoWay ? "yes" : "no"}</td>
              <td>{authorization}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

function StageLink({ apiId, stage: { name } }: { readonly apiId: string; readonly stage: StageEntry }) {
  return (
    <>
      <a href={linkTo("inventory", { api: apiId, stage: name })}>{name}</a>{" "}
    </>
  );
}

/** A stage: where clients connect, what is deployed to it, and what is not. */
export function StageDetails({ api, stage }: { readonly api: ApiEntry; readonly stage: StageEntry }) {
  const { name, address, deploymentId, deployedAt, notDeployed, settings } = stage;
  return (
    <article>
      <h2>
        Stage {name} of {api.name}
      </h2>
      <Facts
        facts={{
          address: address === undefined ? "nobody can connect" : <code>{address}</code>,
          deployment: deploymentId === "" ? "none" : <code>{deploymentId}</code>,
          deployed: deployedAt !== undefined && new Date(deployedAt).toLocaleString(),
        }}
      />
      {address !== undefined && (
        <p class="actions">
          <a href={linkTo("client", { api: api.apiId, stage: name })}>Connect</a>
          <CopyButton label="Copy as wscat" text={() => `npx wscat -c ${address}`} />
        </p>
      )}
      <h3>Newer than the deployment</h3>
      {notDeployed.length === 0 ? (
        <p class="empty">Nothing: what is configured is deployed.</p>
      ) : (
        <>
          <p>Clients get none of it until a new deployment is made and the stage names it.</p>
          <ul class="not-deployed">
            {notDeployed.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <SettingList settings={settings} />
    </article>
  );
}
