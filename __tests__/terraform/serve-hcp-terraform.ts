import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createCertificate } from "./self-signed-certificate";

/** A workspace of HCP Terraform, with what Terraform told it. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** Id of its project, undefined for the organization's default. */
  readonly project: string | undefined;
  readonly tags: readonly string[];
  /** Versions of its state, the oldest first. */
  readonly states: StateVersion[];
  locked: boolean;
}

interface StateVersion {
  readonly id: string;
  /** The state as Terraform wrote it, empty until it is uploaded. */
  text: string;
}

/** HCP Terraform's API, as far as a workspace needs it whose execution mode is Local. */
export interface ServedHcpTerraform {
  /** `127.0.0.1:<port>` */
  readonly hostname: string;
  /** Of the server, which Terraform must trust. */
  readonly certificate: string;
  readonly workspaces: readonly Workspace[];
  /** Method and path of what was asked for and is not emulated. */
  readonly unknown: readonly string[];
  close(): Promise<void>;
}

/** The organization, its project, and the token that it knows. */
export const HCP = { organization: "acme", project: { id: "prj-1", name: "demo" }, token: "secret" } as const;

interface Call {
  readonly workspaces: Workspace[];
  /** `https://127.0.0.1:<port>` */
  readonly origin: string;
  /** What stands for the `:name` of the path: a workspace's name or id, a state version's id. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly body?: string;
}

interface StoredState {
  readonly outputs?: Readonly<Record<string, { readonly value: unknown; readonly type: unknown }>>;
}

interface NewWorkspace {
  readonly attributes: { readonly name: string };
  readonly relationships?: {
    readonly project?: { readonly data: { readonly id: string } };
    readonly tags?: { readonly data: readonly { readonly attributes: { readonly name: string } }[] };
  };
}

/** What Terraform tells HCP Terraform and its features by. */
const VERSION = { "TFP-API-Version": "2.6", "TFP-AppName": "HCP Terraform" } as const;

const ORGANIZATION = `/api/v2/organizations/${HCP.organization}`;

/**
 * What is emulated, by method and path.
 *
 * @see https://developer.hashicorp.com/terraform/cloud-docs/api-docs documented
 */
const CALLS: Readonly<Record<string, (call: Call) => Answer>> = {
  "GET /.well-known/terraform.json": () => ({ status: 200, body: '{"tfe.v2":"/api/v2/"}' }),
  "GET /api/v2/ping": () => ({ status: 204 }),
  [`GET ${ORGANIZATION}/entitlement-set`]: () => show({ id: "org-1", type: "entitlement-sets", attributes: {} }),
  [`GET ${ORGANIZATION}/projects`]: ({ query }) => {
    const { id, name } = HCP.project;
    return show(query.get("filter[names]") === name ? [{ id, type: "projects", attributes: { name } }] : []);
  },
  [`GET ${ORGANIZATION}/workspaces`]: ({ workspaces, query }) => {
    const tags = (query.get("search[tags]") ?? "").split(",");
    return show(workspaces.filter((workspace) => tags.every((tag) => workspace.tags.includes(tag))).map(showWorkspace));
  },
  [`POST ${ORGANIZATION}/workspaces`]: ({ workspaces, body }) => {
    const workspace = createWorkspace(`ws-${workspaces.length + 1}`, body);
    workspaces.push(workspace);
    return show(showWorkspace(workspace), 201);
  },
  [`GET ${ORGANIZATION}/workspaces/:name`]: (call) => show(findWorkspace(call).map(showWorkspace)[0]),
  // Terraform asks a workspace that it made to run its own version.
  "PATCH /api/v2/workspaces/:name": (call) => show(findWorkspace(call).map(showWorkspace)[0]),
  // The tags once more, in the form that may have values.
  "GET /api/v2/workspaces/:name/tag-bindings": (call) => {
    const tags = findWorkspace(call).flatMap((workspace) => workspace.tags);
    return show(tags.map((key) => ({ type: "tag-bindings", attributes: { key, value: "" } })));
  },
  "POST /api/v2/workspaces/:name/actions/lock": (call) => lockWorkspace(call, true),
  "POST /api/v2/workspaces/:name/actions/unlock": (call) => lockWorkspace(call, false),
  "GET /api/v2/workspaces/:name/current-state-version": (call) => {
    const [version] = findWorkspace(call).flatMap(({ states }) => states.slice(-1));
    return show(version && showState(version, call.origin));
  },
  "GET /api/v2/workspaces/:name/current-state-version-outputs": (call) => {
    const { outputs = {} } = JSON.parse(findWorkspace(call)[0]?.states.at(-1)?.text || "{}") as StoredState;
    return show(Object.entries(outputs).map(([name, output]) => showOutput(name, output)));
  },
  "POST /api/v2/workspaces/:name/state-versions": (call) => {
    const [created] = findWorkspace(call).map(({ id, states }) => {
      const version = { id: `sv-${id}-${states.length + 1}`, text: "" };
      states.push(version);
      return showState(version, call.origin);
    });
    return show(created, 201);
  },
  "GET /api/v2/state-versions/:name": (call) => show(findState(call).map((state) => showState(state, call.origin))[0]),
  "GET /state/:name": (call) => ({ status: 200, body: findState(call)[0]?.text }),
  "PUT /state/:name": (call) => {
    for (const state of findState(call)) state.text = call.body;
    return { status: 200 };
  },
  // The state in the form that HCP Terraform's pages show.
  "PUT /shown-state/:name": () => ({ status: 200 }),
};

/** Serves HCP Terraform's API, without workspaces, on a free port. */
export async function serveHcpTerraform(): Promise<ServedHcpTerraform> {
  const workspaces: Workspace[] = [];
  const unknown: string[] = [];
  const { key, cert } = createCertificate();
  const server = createServer({ key, cert }, (request, response) => {
    const origin = `https://${request.headers.host}`;
    const { pathname, searchParams: query } = new URL(request.url ?? "/", origin);
    const permitted = request.headers.authorization === `Bearer ${HCP.token}` || !pathname.startsWith("/api/v2/org");
    const found = findCall(`${request.method} ${pathname}`);
    if (!found) unknown.push(`${request.method} ${pathname}`);
    void text(request).then((body) => {
      const call = { workspaces, origin, name: found?.name ?? "", query, body };
      const { status, body: answer } = permitted ? (found?.answer(call) ?? show(undefined)) : fail(401, "unauthorized");
      const type = pathname.startsWith("/api/") ? "application/vnd.api+json" : "application/json";
      response.writeHead(status, { ...VERSION, "content-type": type }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const hostname = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { hostname, certificate: cert, workspaces, unknown, close };
}

/** The row of the table that a method and path match; a path that is a row itself comes first. */
function findCall(asked: string) {
  const rows = Object.entries(CALLS).map(([row, answer]) => {
    const match = new RegExp(`^${row.replace(":name", "([^/]+)")}$`).exec(asked);
    return match && { name: match[1] ?? "", answer };
  });
  return rows.find((row) => row !== null);
}

function createWorkspace(id: string, body: string): Workspace {
  const { attributes, relationships } = (JSON.parse(body) as { data: NewWorkspace }).data;
  const tags = relationships?.tags?.data.map((tag) => tag.attributes.name) ?? [];
  return { id, name: attributes.name, project: relationships?.project?.data.id, tags, states: [], locked: false };
}

function findWorkspace({ workspaces, name }: Call): readonly Workspace[] {
  return workspaces.filter((workspace) => workspace.name === name || workspace.id === name);
}

function findState({ workspaces, name }: Call): readonly StateVersion[] {
  return workspaces.flatMap(({ states }) => states).filter(({ id }) => id === name);
}

function lockWorkspace(call: Call, locked: boolean): Answer {
  const [workspace] = findWorkspace(call);
  if (workspace?.locked === locked) return fail(409, "workspace already locked");
  if (workspace) workspace.locked = locked;
  return show(workspace && showWorkspace(workspace));
}

function showWorkspace({ id, name, tags, locked }: Workspace): object {
  const may = ["lock", "unlock", "update", "read-state-versions", "create-state-versions"];
  const permissions = Object.fromEntries(may.map((action) => [`can-${action}`, true]));
  const mode = { "execution-mode": "local", operations: false };
  return { id, type: "workspaces", attributes: { name, locked, "tag-names": tags, permissions, ...mode } };
}

function showOutput(name: string, { value, type }: { readonly value: unknown; readonly type: unknown }): object {
  const attributes = { name, value, type: typeof value, sensitive: false, "detailed-type": type };
  return { id: `wsout-${name}`, type: "state-version-outputs", attributes };
}

function showState({ id, text: stored }: StateVersion, origin: string): object {
  const attributes = {
    status: stored === "" ? "pending" : "finalized",
    "hosted-state-download-url": `${origin}/state/${id}`,
    "hosted-state-upload-url": `${origin}/state/${id}`,
    "hosted-json-state-upload-url": `${origin}/shown-state/${id}`,
  };
  return { id, type: "state-versions", attributes };
}

/** The resource or resources, in JSON:API's form; 404 where there is none. */
function show(data: object | undefined, status = 200): Answer {
  return data === undefined ? fail(404, "not found") : { status, body: JSON.stringify({ data }) };
}

function fail(status: number, title: string): Answer {
  return { status, body: JSON.stringify({ errors: [{ status: String(status), title }] }) };
}
