import { LATEST, latestVersion } from "../functions";
import { staleRevision } from "../lambda-error";
import { readLayers } from "../layers";
import type { FunctionVersion, LambdaFunction } from "../resources";
import { defineAction, type LambdaActions, type LambdaCall, requireNamed } from "./action";
import { describeFunction } from "./describe-function";
import { CODE, keepFunctionCode } from "./function-code";
import { changeSettings, requireSettings, SETTINGS } from "./function-members";
import { publishVersion } from "./version-actions";

/** The actions that change `$LATEST`. */
export const CODE_ACTIONS: LambdaActions = {
  UpdateFunctionCode: defineAction({
    method: "PUT",
    path: "/2015-03-31/functions/{FunctionName}/code",
    mutates: true,
    members: {
      ...CODE,
      Publish: { type: "boolean" },
      DryRun: { type: "boolean" },
      Architectures: { item: {}, minimum: 1, maximum: 1 },
      RevisionId: {},
    },
    run: async (call, request) => {
      const { Publish, DryRun, Architectures, RevisionId, ...source } = request;
      const { functionName } = requireRevised(call, RevisionId);
      const kept = await keepFunctionCode(call, functionName, source);
      // Another call may have changed it, or taken it away, while the code was read.
      const found = requireRevised(call, RevisionId);
      const { code: _code, codeProblem: _problem, imageUri: _image, ...before } = latestVersion(found);
      const settings = { ...before.settings, ...(Architectures && { Architectures }) };
      const changed = { ...before, settings, ...kept };
      if (DryRun) return describeFunction(found, changed);
      const updated = replaceLatest(call, found, changed);
      const version = Publish ? publishVersion(call, found, {}) : updated;
      return describeFunction(found, version, { isQualified: Publish === true, progress: "updated" });
    },
  }),
  UpdateFunctionConfiguration: defineAction({
    method: "PUT",
    path: "/2015-03-31/functions/{FunctionName}/configuration",
    mutates: true,
    members: { ...SETTINGS, RevisionId: {} },
    run: (call, { RevisionId, ...request }) => {
      const found = requireRevised(call, RevisionId);
      requireSettings(call, found.functionName, request);
      const { settings, layers, ...before } = latestVersion(found);
      const changed = {
        ...before,
        settings: changeSettings(settings, request),
        layers: request.Layers === undefined ? layers : readLayers(call.lambda.layers, request.Layers),
      };
      return describeFunction(found, replaceLatest(call, found, changed), { progress: "updated" });
    },
  }),
};

function requireRevised(call: LambdaCall, revisionId: string | undefined): LambdaFunction {
  const found = requireNamed(call);
  if (revisionId !== undefined && revisionId !== latestVersion(found).revisionId) throw staleRevision();
  return found;
}

function replaceLatest(
  { now, uuid }: LambdaCall,
  { versions }: LambdaFunction,
  changed: Omit<FunctionVersion, "version" | "lastModified" | "revisionId">,
): FunctionVersion {
  const latest = { ...changed, version: LATEST, lastModified: now(), revisionId: uuid() };
  versions.set(LATEST, latest);
  return latest;
}
