import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { EmptyMaps } from "../apigateway/api/changes";
import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import type { Create } from "../terraform/resource-types";
import type { Aws, AwsWorld } from "./aws";
import type { EMULATED_SERVICES } from "./emulated-services";

/** What most services are made with. */
interface ServiceWorld {
  readonly partition: string;
  readonly accountId: string;
  /** Of a service that is of no region us-east-1. */
  readonly region: string;
  /** epoch, milliseconds */
  readonly now: () => number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/** Where a service is made: the account, or one of its regions. */
export interface Place {
  readonly aws: Aws;
  readonly world: AwsWorld;
  readonly common: ServiceWorld;
}

/** What whoever serves the endpoint lends it. */
export interface EndpointWorld {
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Told that a call has changed resources, which is answered afterwards. @default nobody is told */
  readonly changed?: (aws: Aws) => Promise<void>;
  /** What API Gateway does with an empty map in an update. @default "clear" */
  readonly emptyMaps?: EmptyMaps;
  /** Whether a stage may log though the account's settings have no role for it: most accounts have one of long ago. @default false */
  readonly logsWithoutRole?: boolean;
}

/** What an API is made with. */
export interface ApiPlace extends EndpointWorld {
  readonly aws: Aws;
  readonly region: string;
}

/** Answers a call of a service's API, its errors included. */
export type CallApi = (request: AwsRequest) => ApiAnswer | Promise<ApiAnswer>;

/** A service whose resources the state on the disk keeps. */
interface Stateful {
  exportState(): Json;
  /** Replaces every resource by those of an exported state; an empty object stands for none. */
  importState(state: Json): void;
}

/** All that is said of a service: the account, the endpoint, the state on the disk and Terraform's types are made of it. */
export interface ServiceRow<Service> {
  /** Makes the service, when it is first asked for; what most stacks have nothing of is loaded then. */
  readonly create: (place: Place) => Service;
  /** A service that has a state keeps it; one without says why there is nothing to keep. */
  readonly state: Service extends Stateful ? "kept" : { readonly none: string };
  /** @default the service has none of its own */
  readonly api?: {
    /** The service's name in the signature of a call. */
    readonly signedAs: (typeof EMULATED_SERVICES)[number];
    /** Makes what answers calls, when the first one comes. */
    readonly create: (service: Service, place: ApiPlace) => CallApi;
  };
  /** Terraform's resource types. @default it has none */
  readonly resources?: Readonly<Record<string, Create>>;
}

/** One row for each of them. */
export type ServiceRows<Services> = { readonly [Name in keyof Services]: ServiceRow<Services[Name]> };

function namesOf<Services extends object>(rows: ServiceRows<Services>): readonly (keyof Services & string)[] {
  const names: (keyof Services & string)[] = [];
  for (const name in rows) names.push(name);
  return names;
}

/** Services of a place, each made when it is first read. */
export interface MadeServices<Services> {
  readonly services: Services;
  /** Returns a service, undefined where nobody has asked for it. */
  find<Name extends keyof Services>(name: Name): Services[Name] | undefined;
}

/** Returns the services of a place, which is looked at when the first is made. */
export function makeServices<Services extends object>(
  rows: ServiceRows<Services>,
  place: () => Place,
): MadeServices<Services> {
  const made: Partial<Services> = {};
  const services = {} as Services;
  for (const name of namesOf(rows)) {
    const get = () => (made[name] ??= rows[name].create(place()));
    Object.defineProperty(services, name, { get, enumerable: true });
  }
  return { services, find: (name) => made[name] };
}

/** Returns the state of every service that keeps one, by name. */
export function exportServices<Services extends object>(rows: ServiceRows<Services>, services: Services): JsonObject {
  return Object.fromEntries(listStateful(rows, services).map(([name, service]) => [name, service.exportState()]));
}

/** The names of the services that keep a state. */
export const listKept = <Services extends object>(rows: ServiceRows<Services>): readonly string[] =>
  namesOf(rows).filter((name) => rows[name].state === "kept");

/** Replaces what every service holds, in the order of the rows; one that the state does not name holds nothing then. */
export function importServices<Services extends object>(
  rows: ServiceRows<Services>,
  services: Services,
  state: JsonObject,
): void {
  for (const [name, service] of listStateful(rows, services)) service.importState(state[name] ?? {});
}

function listStateful<Services extends object>(
  rows: ServiceRows<Services>,
  services: Services,
): readonly (readonly [string, Stateful])[] {
  return namesOf(rows).flatMap((name) => {
    const service: unknown = rows[name].state === "kept" ? services[name] : undefined;
    return isStateful(service) ? [[name, service] as const] : [];
  });
}

const isStateful = (service: unknown): service is Stateful =>
  typeof service === "object" && service !== null && "exportState" in service && "importState" in service;

/** Makes what answers a service's calls in a region. */
export type CreateApi = (place: ApiPlace) => CallApi;

/** Returns what makes the APIs of services, by the name in a call's signature; `find` returns the services of a place. */
export function listApis<Services extends object>(
  rows: ServiceRows<Services>,
  find: (place: ApiPlace) => Services,
): readonly (readonly [string, CreateApi])[] {
  return namesOf(rows).flatMap((name) => {
    const { api } = rows[name];
    if (api === undefined) return [];
    return [[api.signedAs, (place: ApiPlace) => api.create(find(place)[name], place)] as const];
  });
}

/** Returns the resource types of services. */
export const listResourceTypes = <Services extends object>(
  rows: ServiceRows<Services>,
): Readonly<Record<string, Create>> => Object.assign({}, ...namesOf(rows).map((name) => rows[name].resources));
