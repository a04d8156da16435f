import type { Constraints } from "../../protocols/constraints";
import type { RequestOf } from "../../protocols/request";
import { latestVersion } from "../functions";
import { invalidValue, staleRevision } from "../lambda-error";
import type { FunctionVersion, LambdaFunction } from "../resources";
import { defineAction, type LambdaActions, type LambdaContext, listPage, PAGE, requireNamed } from "./action";
import { describeFunction } from "./describe-function";

const PUBLISH = { CodeSha256: {}, Description: { maximum: 256 }, RevisionId: {} } as const satisfies Constraints;

const PATH = "/2015-03-31/functions/{FunctionName}/versions";

/** The actions on versions. */
export const VERSION_ACTIONS: LambdaActions = {
  PublishVersion: defineAction({
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: PUBLISH,
    run: (call, request) => {
      const found = requireNamed(call);
      return describeFunction(found, publishVersion(call, found, request), { isQualified: true });
    },
  }),
  ListVersionsByFunction: defineAction({
    method: "GET",
    path: PATH,
    query: PAGE,
    members: {},
    run: (call) => {
      const found = requireNamed(call);
      // The provider asks for 10,000 at once.
      const { items, nextToken } = listPage([...found.versions.values()], call, 10_000);
      const Versions = items.map((version) => describeFunction(found, version, { isQualified: true }));
      return { Versions, NextMarker: nextToken };
    },
  }),
};

/**
 * Publishes `$LATEST` as it is; where nothing has changed since the last version was published, returns that one.
 *
 * @throws LambdaError
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
 */
export function publishVersion(
  { now, uuid }: Pick<LambdaContext, "now" | "uuid">,
  lambdaFunction: LambdaFunction,
  { CodeSha256, Description, RevisionId }: RequestOf<typeof PUBLISH>,
): FunctionVersion {
  const latest = latestVersion(lambdaFunction);
  const { settings, code, revisionId } = latest;
  if (RevisionId !== undefined && RevisionId !== revisionId) throw staleRevision();
  if (CodeSha256 !== undefined && CodeSha256 !== code?.sha256)
    throw invalidValue(
      `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${code?.sha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  const last = lambdaFunction.versions.get(String(lambdaFunction.published));
  if (last !== undefined && lambdaFunction.publishedRevision === revisionId) return last;
  lambdaFunction.published += 1;
  lambdaFunction.publishedRevision = revisionId;
  const described = Description === undefined ? settings : { ...settings, Description };
  const version = { ...latest, settings: described, lastModified: now(), revisionId: uuid() };
  const published = { ...version, version: String(lambdaFunction.published) };
  lambdaFunction.versions.set(published.version, published);
  return published;
}
