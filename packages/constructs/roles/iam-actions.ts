const list = (names: string): readonly string[] => names.trim().split(/\s+/);

/**
 * The actions that IAM knows of the services which workflows call most, by their prefix. A new one of AWS's may be missing:
 * only what is nearly one of these is taken for a misspelling.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html documented
 */
export const IAM_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  lambda: list(`AddPermission CreateAlias CreateFunction DeleteAlias DeleteFunction GetAlias GetFunction
    GetFunctionConfiguration GetPolicy InvokeAsync InvokeFunction InvokeFunctionUrl ListAliases ListFunctions ListTags
    ListVersionsByFunction PublishVersion RemovePermission TagResource UntagResource UpdateAlias UpdateFunctionCode
    UpdateFunctionConfiguration`),
  dynamodb:
    list(`BatchGetItem BatchWriteItem ConditionCheckItem CreateTable DeleteItem DeleteTable DescribeTable GetItem
    GetRecords GetShardIterator ListTables PartiQLDelete PartiQLInsert PartiQLSelect PartiQLUpdate PutItem Query Scan
    UpdateItem UpdateTable`),
  sqs: list(`ChangeMessageVisibility CreateQueue DeleteMessage DeleteQueue GetQueueAttributes GetQueueUrl ListQueues
    ListQueueTags PurgeQueue ReceiveMessage SendMessage SetQueueAttributes`),
  sns: list(`ConfirmSubscription CreateTopic DeleteTopic GetTopicAttributes ListSubscriptions ListTopics Publish
    SetTopicAttributes Subscribe Unsubscribe`),
  events: list(`DeleteRule DescribeRule DisableRule EnableRule ListRules ListTargetsByRule PutEvents PutRule PutTargets
    RemoveTargets RetrieveConnectionCredentials`),
  states: list(`CreateActivity CreateStateMachine CreateStateMachineAlias DeleteActivity DeleteStateMachine
    DeleteStateMachineAlias DeleteStateMachineVersion DescribeActivity DescribeExecution DescribeMapRun
    DescribeStateMachine DescribeStateMachineAlias DescribeStateMachineForExecution GetActivityTask GetExecutionHistory
    InvokeHTTPEndpoint ListActivities ListExecutions ListMapRuns ListStateMachineAliases ListStateMachineVersions
    ListStateMachines ListTagsForResource PublishStateMachineVersion RedriveExecution RevealSecrets SendTaskFailure
    SendTaskHeartbeat SendTaskSuccess StartExecution StartSyncExecution StopExecution TagResource TestState
    UntagResource UpdateMapRun UpdateStateMachine UpdateStateMachineAlias ValidateStateMachineDefinition`),
  "execute-api": list("InvalidateCache Invoke ManageConnections"),
  s3: list(`AbortMultipartUpload DeleteObject DeleteObjectVersion GetObject GetObjectAttributes
    GetObjectTagging GetObjectTorrent GetObjectVersion ListAllMyBuckets ListBucket ListBucketVersions ListMultipartUploadParts PutObject
    PutObjectTagging RestoreObject`),
  secretsmanager:
    list(`BatchGetSecretValue CancelRotateSecret CreateSecret DeleteResourcePolicy DeleteSecret DescribeSecret
    GetRandomPassword GetResourcePolicy GetSecretValue ListSecretVersionIds ListSecrets PutResourcePolicy PutSecretValue
    RemoveRegionsFromReplication ReplicateSecretToRegions RestoreSecret RotateSecret StopReplicationToReplica TagResource
    UntagResource UpdateSecret UpdateSecretVersionStage ValidateResourcePolicy`),
  ssm: list("DescribeParameters GetParameter GetParameterHistory GetParameters GetParametersByPath PutParameter"),
};

/**
 * What operations of APIs are authorized by that IAM knows by another name, in lower case.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html documented, and so in each service's reference
 */
export const AUTHORIZED_BY: Readonly<Record<string, string>> = {
  "lambda:invoke": "lambda:InvokeFunction",
  "lambda:invokewithresponsestream": "lambda:InvokeFunction",
  "dynamodb:transactgetitems": "dynamodb:GetItem",
  "dynamodb:transactwriteitems": "dynamodb:PutItem",
  "dynamodb:executestatement": "dynamodb:PartiQLSelect",
  "sqs:sendmessagebatch": "sqs:SendMessage",
  "sqs:deletemessagebatch": "sqs:DeleteMessage",
  "sns:publishbatch": "sns:Publish",
  "s3:headobject": "s3:GetObject",
  "s3:headbucket": "s3:ListBucket",
  "s3:listobjects": "s3:ListBucket",
  "s3:listobjectsv2": "s3:ListBucket",
  "s3:listbuckets": "s3:ListAllMyBuckets",
  "s3:copyobject": "s3:PutObject",
  "s3:uploadpart": "s3:PutObject",
  "s3:createmultipartupload": "s3:PutObject",
  "s3:deleteobjects": "s3:DeleteObject",
  "execute-api:posttoconnection": "execute-api:ManageConnections",
  "execute-api:deleteconnection": "execute-api:ManageConnections",
  "execute-api:getconnection": "execute-api:ManageConnections",
  "apigateway:invoke": "execute-api:Invoke",
  "apigateway:posttoconnection": "execute-api:ManageConnections",
  "apigatewaymanagementapi:posttoconnection": "execute-api:ManageConnections",
  "stepfunctions:startexecution": "states:StartExecution",
  "sfn:startexecution": "states:StartExecution",
  "eventbridge:putevents": "events:PutEvents",
};
