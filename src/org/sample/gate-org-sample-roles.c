/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The roles of the sample organization. The roles and permissions have the names of the real
 * service; which role holds which permission is ours. Every generated organization has the first
 * three, too. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample.h"

/* clang-format off */
const GateOrgSampleRole gate_org_sample_roles[] = {
  { "admin", "5278995e-bd3d-4692-b2cf-199d10001480", "Admin", "admin",
    "Administers the whole organization",
    "analytics:conversationDetail:view analytics:userAggregate:view architect:datatable:edit "
    "architect:flow:add architect:flow:edit architect:flow:publish architect:flow:view "
    "architect:userPrompt:edit audits:audit:view authorization:division:edit "
    "authorization:grant:add authorization:grant:delete authorization:grant:view "
    "authorization:role:add authorization:role:delete authorization:role:edit "
    "authorization:role:view billing:subscription:view billing:usage:view chat:chat:access "
    "conversation:call:accept conversation:call:monitor conversation:email:accept "
    "conversation:message:accept directory:group:edit directory:organization:admin "
    "directory:organization:edit directory:organization:view directory:user:add "
    "directory:user:delete directory:user:edit directory:user:view directory:userProfile:edit "
    "integrations:action:execute integrations:integration:add integrations:integration:edit "
    "integrations:integration:view knowledge:category:edit knowledge:document:add "
    "knowledge:document:edit knowledge:knowledgebase:view license:license:view "
    "notifications:topic:view oauth:client:add oauth:client:authorize oauth:client:delete "
    "oauth:client:edit oauth:client:view oauth:token:delete outbound:campaign:add "
    "outbound:campaign:edit outbound:campaign:view outbound:contactList:edit "
    "outbound:dncList:edit presence:presenceDefinition:view processautomation:trigger:edit "
    "quality:calibration:view quality:evaluation:add quality:evaluation:edit "
    "quality:evaluation:view recording:recording:view responses:response:edit "
    "routing:didPool:edit routing:queue:join routing:queue:view routing:queueMember:manage "
    "scripter:publishedScript:view scripter:script:add scripter:script:edit "
    "scripter:script:publish scripter:script:view speechAndTextAnalytics:data:view "
    "telephony:phone:edit telephony:plugin:all telephony:sites:edit telephony:trunks:edit "
    "usage:client:view voicemail:voicemail:view webdeployments:deployment:edit "
    "workforceManagement:adherence:view workforceManagement:forecast:edit "
    "workforceManagement:schedule:edit workforceManagement:schedule:view "
    "workforceManagement:timeOffRequest:edit" },
  { "employee", "72ca734b-0061-49b9-a953-9e6648bafe9c", "Employee", "employee",
    "Uses the directory and the own profile",
    "directory:organization:view directory:user:view directory:userProfile:edit "
    "presence:presenceDefinition:view chat:chat:access" },
  { "reviewer", "c77d03c7-3991-4728-8f09-bf6365e70047", "Security Reviewer", NULL,
    "Reads who may do what and what was changed",
    "oauth:client:view authorization:role:view audits:audit:view" },
  { "master", "3a8224b5-78a2-4c29-a2b3-99b6cceda79f", "Master Admin", "masterAdmin",
    "Holds all permissions of the products in use",
    "oauth:*:* authorization:*:* audits:*:* usage:*:* directory:*:* routing:*:* analytics:*:* "
    "quality:*:* architect:*:* telephony:*:* recording:*:* integrations:*:*" },
  { "agent", "c2ef356c-e832-44d0-abc9-2226eb88d559", "Agent", NULL,
    "Takes calls, chats and messages",
    "conversation:call:accept conversation:message:accept conversation:email:accept "
    "routing:queue:join scripter:publishedScript:view voicemail:voicemail:view" },
  { "supervisor", "b7059a38-2ff8-4771-97bc-57a5ad017067", "Supervisor", "supervisor",
    "Monitors queues and agents",
    "analytics:conversationDetail:view analytics:userAggregate:view routing:queue:view "
    "routing:queueMember:manage conversation:call:monitor quality:evaluation:view "
    "directory:user:view" },
  { "flow-author", "ba19af99-8b48-46ed-b4ef-a80c7faa5a7d", "Architect Flow Author", NULL,
    "Builds and publishes call flows",
    "architect:flow:add architect:flow:edit architect:flow:publish architect:flow:view "
    "architect:userPrompt:edit architect:datatable:edit routing:queue:view" },
  { "billing", "c00585ad-a875-44de-a7bf-6251f9ab8a1b", "Billing", NULL,
    "Reads subscriptions and usage",
    "billing:subscription:view billing:usage:view license:license:view usage:client:view" },
  { "developer", "170cb388-c283-4d05-a112-fba14d153ca3", "Developer", "developer",
    "Builds integrations",
    "oauth:client:add oauth:client:edit oauth:client:view usage:client:view "
    "integrations:integration:add integrations:integration:edit integrations:action:execute "
    "processautomation:trigger:edit" },
  { "knowledge", "b7dee6fb-91b6-408a-a09a-7402d14b53ca", "Knowledge Editor", NULL,
    "Writes what agents look up",
    "knowledge:knowledgebase:view knowledge:document:add knowledge:document:edit "
    "knowledge:category:edit responses:response:edit" },
  { "quality", "cc02eaf6-3aba-4c08-ad93-61db8dc37a08", "Quality Evaluator", "qualityEvaluator",
    "Evaluates conversations",
    "quality:evaluation:add quality:evaluation:edit quality:evaluation:view "
    "quality:calibration:view recording:recording:view speechAndTextAnalytics:data:view" },
  { "telephony", "7e66dba2-26d4-450a-8df0-246feabc7f5e", "Telephony Admin", "telephonyAdmin",
    "Runs phones, trunks and sites",
    "telephony:plugin:all telephony:sites:edit telephony:trunks:edit telephony:phone:edit "
    "routing:didPool:edit" },
  { "people", "15b17fe7-9252-4222-8f03-5f83c1beae20", "People Admin", "peopleAdmin",
    "Adds people and gives them roles",
    "directory:user:add directory:user:edit directory:user:delete directory:group:edit "
    "authorization:grant:add authorization:grant:view authorization:role:view" },
  { "workforce", "f63368ca-5f91-44b4-8ddd-ac4961ac1160", "Workforce Planner", NULL,
    "Plans shifts and forecasts",
    "workforceManagement:schedule:edit workforceManagement:schedule:view "
    "workforceManagement:forecast:edit workforceManagement:adherence:view "
    "workforceManagement:timeOffRequest:edit" },
  { "outbound", "02fc38ef-6238-4e1c-bf42-afbab72706fe", "Campaign Manager", NULL,
    "Runs outbound campaigns",
    "outbound:campaign:add outbound:campaign:edit outbound:campaign:view "
    "outbound:contactList:edit outbound:dncList:edit" },
  { "scripts", "4458a2a3-a953-4356-89d0-552013393c8c", "Script Designer", NULL,
    "Designs the pages that guide agents",
    "scripter:script:add scripter:script:edit scripter:script:publish scripter:script:view" },
  { "integrator", "0054485c-5cc8-4bb4-9747-008c34efc4a8", "Integration Manager", NULL,
    "Decides which applications may enter",
    "oauth:client:authorize oauth:client:view oauth:token:delete usage:client:view "
    "authorization:role:view integrations:integration:view audits:audit:view" },
  { "external", "8d6edcd4-ae57-4406-ab01-2484fa2c657b", "Trusted External User", "trustedUser",
    "Belongs to a partner organization",
    "directory:organization:view" },
  { NULL },
};
/* clang-format on */
