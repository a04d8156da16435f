import type { IncomingMessage } from "node:http";
import type { Aws } from "../account/aws";
import { FORBIDDEN } from "./http-answer";
import type { EdgeResponse } from "../cloudfront/edge-response";
import type { PassedUpgrade } from "./call-distribution";
import { findDistribution } from "./find-distribution";
import { findCustomDomain } from "../account/find-domain";
import { explainMissingStage, findStageAt } from "../account/find-stage";
import { RequestHandshake } from "./handshake";
import { refuseForeign } from "./loopback";
import { refuseUpgrade } from "./refuse-upgrade";

/** Loaded when the first request comes: most stacks have no distribution. */
const loadDistributions = () => require("./call-distribution") as typeof import("./call-distribution");

/** Gives the stage that an upgrade request goes to, at once or through a distribution; or the answer that refuses it. */
export function routeUpgrade(
  world: { readonly aws: Aws; readonly log: (line: string) => void; readonly isExposed?: boolean | undefined },
  request: IncomingMessage,
): PassedUpgrade | EdgeResponse | Promise<PassedUpgrade | EdgeResponse> {
  const { aws } = world;
  const { host } = request.headers;
  const domain = findCustomDomain(aws, host);
  const called = findDistribution(aws, request);
  const foreign = refuseForeign(request, domain !== undefined || called?.isHost === true, world.isExposed);
  if (foreign !== undefined) return { ...FORBIDDEN, cause: foreign };
  if (called) return loadDistributions().callDistribution(world, called, request);
  const address = { host, url: request.url };
  const stage = findStageAt(aws, address, domain);
  if (!stage) return { ...FORBIDDEN, cause: explainMissingStage(aws, address) };
  return refuseUpgrade(request) ?? { stage, handshake: new RequestHandshake(request, domain?.host) };
}
