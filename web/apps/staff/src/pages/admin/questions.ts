import type { Schemas } from "@motcua/api-client";

import { client, unwrap } from "../../services";

// What the pages of administration ask of the server.

export type OfficerView = Schemas["OfficerView"];
export type RoleAt = Schemas["RoleAt"];
export type Version = Schemas["ProcedureVersion"];

export const admin = {
  colleagues: (q: string) => unwrap(client.GET("/api/colleagues", { params: { query: { q } } })),
  delegations: () => unwrap(client.GET("/api/delegations")),
  delegate: (body: Schemas["DelegateBody"]) => unwrap(client.POST("/api/delegations", { body })),
  endDelegation: (id: number) => unwrap(client.DELETE("/api/delegations/{id}", { params: { path: { id: String(id) } } })),
  officers: (query: { q?: string; after?: string }) => unwrap(client.GET("/api/officers", { params: { query: { ...query, limit: 50 } } })),
  createOfficer: (body: Schemas["CreateOfficerBody"]) => unwrap(client.POST("/api/officers", { body })),
  changeOfficer: (username: string, body: Schemas["ChangeOfficerBody"]) => unwrap(client.POST("/api/officers/{username}", { params: { path: { username } }, body })),
  rolesOf: (username: string) => unwrap(client.GET("/api/officers/{username}/roles", { params: { path: { username } } })),
  roleKinds: () => unwrap(client.GET("/api/roles")),
  agencies: (unit_code?: string) => unwrap(client.GET("/api/agencies", { params: { query: { unit_code } } })),
  addAgency: (body: Schemas["AddAgencyBody"]) => unwrap(client.POST("/api/agencies", { body })),
  calendar: (year: number, unit_code?: string) => unwrap(client.GET("/api/calendar", { params: { query: { year, unit_code } } })),
  applyCalendar: (reason: string) => unwrap(client.POST("/api/calendar/apply", { body: { reason } })),
  procedures: (query: { q?: string; after?: string }) => unwrap(client.GET("/api/catalogue/procedures", { params: { query } })),
  versions: (id: string) => unwrap(client.GET("/api/catalogue/procedures/{id}", { params: { path: { id } } })),
  staffLog: (query: { officer?: string; after?: string }) => unwrap(client.GET("/api/staff-log", { params: { query } })),
  accessLog: (query: { q?: string; after?: string }) => unwrap(client.GET("/api/access-log", { params: { query } })),
};
