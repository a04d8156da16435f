import { json } from "./answer-json";
import type { PreviewRequest, SocketAction, SocketRequest } from "./client-api";
import type { RenderRequest, TemplateQuery } from "./editor-api";
import type { ApiCall, ApiRequest } from "./api-call";
import type { ConsoleWorld } from "./console-world";
import { ConsoleProblem } from "./console-problem";
import { readRequest, type RequestMembers } from "./read-request";

const PREVIEW: RequestMembers<PreviewRequest> = {
  apiId: { kind: "text", isRequired: true },
  stage: { kind: "text", isRequired: true },
  message: { kind: "text", isRequired: true },
  connectionId: { kind: "text" },
};
const RENDER: RequestMembers<RenderRequest> = {
  template: { kind: "text", isRequired: true },
  message: { kind: "text", isRequired: true },
  context: { kind: "object" },
  stageVariables: { kind: "object" },
  status: { kind: "number", from: 100, to: 599 },
  routeKey: { kind: "text" },
  samples: { kind: "text", values: ["request", "response", "started", "mock"] },
};
const SOCKETS: RequestMembers<SocketRequest> = {
  relay: { kind: "text", isRequired: true },
  address: { kind: "text", isRequired: true },
  headers: { kind: "list" },
  protocols: { kind: "list" },
};
const SOCKET: RequestMembers<SocketAction> = {
  do: { kind: "text", isRequired: true, values: ["send", "ping", "close"] },
  text: { kind: "text" },
  frameSize: { kind: "number", from: 1, to: 1_048_576 },
  code: { kind: "number" },
  reason: { kind: "text" },
};

const loadRelay = () => require("./relay") as typeof import("./relay");

/** The calls of the Client and Templates views. */
export const CLIENT_CALLS: Readonly<Record<string, ApiCall>> = {
  preview: {
    method: "POST",
    run({ aws }, { body }) {
      const { previewMessage } = require("./preview-message") as typeof import("./preview-message");
      return json(previewMessage(aws(), readRequest("preview", body, PREVIEW)));
    },
  },
  render: {
    method: "POST",
    async run(_, { body }) {
      const { renderTemplate } = require("./render-template") as typeof import("./render-template");
      return json(await renderTemplate(readRequest("render", body, RENDER), Date.now));
    },
  },
  template: {
    method: "GET",
    run(world, { query, headers }) {
      const { requireTemplate } = require("./require-template") as typeof import("./require-template");
      const { listInventory } = require("./inventory") as typeof import("./inventory");
      const { apis } = listInventory(world, headers.host ?? "");
      const read = (name: keyof TemplateQuery) => query.get(name) ?? "";
      const wanted = { api: read("api"), route: read("route"), part: read("part"), key: read("key") };
      return json(requireTemplate(apis, wanted, (text) => findFile(world, text)));
    },
  },
  relay: { method: "POST", run: () => loadRelay().openRelay() },
  sockets: {
    method: "POST",
    run: (world, request) =>
      json(loadRelay().openSocket(readRequest("sockets", request.body, SOCKETS), readSelf(world, request))),
  },
  socket: {
    method: "POST",
    takesId: true,
    run(_, { body, id = "" }) {
      loadRelay().actSocket(id, readRequest("socket", body, SOCKET));
      return json({});
    },
  },
};

/** The project's file of a template. */
function findFile({ project }: ConsoleWorld, text: string): string | undefined {
  if (project === undefined) return undefined;
  const { openProjectFiles } = require("./project-files") as typeof import("./project-files");
  return openProjectFiles(project).findTemplate(text);
}

/** This server as the page has reached it. */
function readSelf({ aws }: ConsoleWorld, { self }: ApiRequest) {
  if (!self)
    throw new ConsoleProblem(409, "sockets: this server cannot be called, got no address of it; call it over HTTP");
  return {
    ...self,
    findConnection: (userAgent: string) =>
      [...aws().connections.values()].find(({ connection }) => connection.identity.userAgent === userAgent)?.connection
        .connectionId,
  };
}
