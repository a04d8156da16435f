/** How a task waits for its service, as a suffix of the resource. */
export type Pattern = "" | ".sync" | ".sync:2" | ".waitForTaskToken";

const request: readonly Pattern[] = [""];
const job: readonly Pattern[] = ["", ".sync"];
const callback: readonly Pattern[] = ["", ".waitForTaskToken"];

function actions(names: string, patterns: readonly Pattern[]): [string, readonly Pattern[]][] {
  return names.split(" ").map((name) => [name, patterns]);
}

const services: Readonly<Record<string, [string, readonly Pattern[]][]>> = {
  apigateway: actions("invoke", callback),
  athena: [
    ...actions("startQueryExecution", job),
    ...actions("stopQueryExecution getQueryExecution getQueryResults", request),
  ],
  batch: actions("submitJob", job),
  bedrock: [...actions("invokeModel", callback), ...actions("createModelCustomizationJob", job)],
  codebuild: [
    ...actions("startBuild startBuildBatch retryBuildBatch", job),
    ...actions("stopBuild batchDeleteBuilds batchGetReports stopBuildBatch deleteBuildBatch", request),
  ],
  databrew: actions("startJobRun", job),
  dynamodb: actions("getItem putItem deleteItem updateItem", request),
  ecs: actions("runTask", ["", ".sync", ".waitForTaskToken"]),
  eks: [
    ...actions("createCluster deleteCluster createFargateProfile deleteFargateProfile", job),
    ...actions("createNodegroup deleteNodegroup runJob", job),
    ...actions("call", request),
  ],
  elasticmapreduce: [
    ...actions("createCluster terminateCluster addStep", job),
    ...actions("setClusterTerminationProtection cancelStep", request),
    ...actions("modifyInstanceFleetByName modifyInstanceGroupByName", request),
  ],
  "emr-containers": [...actions("createVirtualCluster", request), ...actions("deleteVirtualCluster startJobRun", job)],
  "emr-serverless": [
    ...actions("createApplication startApplication stopApplication deleteApplication", job),
    ...actions("startJobRun cancelJobRun", job),
  ],
  events: actions("putEvents", callback),
  glue: actions("startJobRun", job),
  http: actions("invoke", request),
  lambda: actions("invoke", callback),
  mediaconvert: actions("createJob", job),
  sagemaker: [
    ...actions("createTrainingJob createTransformJob createHyperParameterTuningJob", job),
    ...actions("createLabelingJob createProcessingJob", job),
    ...actions("createModel createEndpointConfig createEndpoint updateEndpoint", request),
  ],
  sns: actions("publish", callback),
  sqs: actions("sendMessage", callback),
  states: actions("startExecution", ["", ".sync", ".sync:2", ".waitForTaskToken"]),
};

/**
 * The optimized integrations that AWS documents: `<service>:<action>` to the patterns it supports.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 */
export const optimizedIntegrations: ReadonlyMap<string, readonly Pattern[]> = new Map(
  Object.entries(services).flatMap(([service, entries]) =>
    entries.map(([action, patterns]): [string, readonly Pattern[]] => [`${service}:${action}`, patterns]),
  ),
);
