import type { Schemas } from "@motcua/api-client";
import { numberText } from "@motcua/text";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { client, unwrap } from "../../services";
import type { BehindSearch, FiguresSearch } from "./search";

export type { BehindSearch, FiguresSearch };

// What the pages of figures ask. Keys begin with "figures": the live line has them read anew when something was counted.

export type Centre = Schemas["CentreFigures"];
export type CourseDay = Schemas["CourseDay"];
export type Row = Schemas["Ii06Row"];
export type Part = Schemas["PartScore"];

export const periodOf = (s: FiguresSearch) => ({ scope: s.noi, period: s.ky, on: s.ngay, from: s.tu, to: s.den });

const fresh = { placeholderData: keepPreviousData, refetchInterval: 60_000 } as const;

export const glanceQuery = (scope?: string) =>
  queryOptions({ queryKey: ["figures", "today", scope], queryFn: () => unwrap(client.GET("/api/reports/today", { params: { query: { scope } } })), ...fresh });
export const courseQuery = (scope: string | undefined, from: string, to: string) =>
  queryOptions({ queryKey: ["figures", "days", scope, from, to], queryFn: () => unwrap(client.GET("/api/reports/days", { params: { query: { scope, from, to } } })), ...fresh });
export const centresQuery = (from: string, to: string) =>
  queryOptions({ queryKey: ["figures", "centres", from, to], queryFn: () => unwrap(client.GET("/api/reports/centres", { params: { query: { from, to } } })), ...fresh });
export const presetsQuery = queryOptions({ queryKey: ["figures", "periods"], queryFn: () => unwrap(client.GET("/api/reports/periods")), staleTime: 3_600_000 });
export const ii06aQuery = (s: FiguresSearch) =>
  queryOptions({ queryKey: ["figures", "ii06a", s], queryFn: () => unwrap(client.GET("/api/reports/ii06a", { params: { query: { ...periodOf(s), by: s.theo } } })), ...fresh });
export const summaryQuery = (s: FiguresSearch) =>
  queryOptions({ queryKey: ["figures", "summary", s], queryFn: () => unwrap(client.GET("/api/reports/summary", { params: { query: periodOf(s) } })), placeholderData: keepPreviousData });
export const latenessQuery = (s: FiguresSearch) =>
  queryOptions({ queryKey: ["figures", "lateness", s], queryFn: () => unwrap(client.GET("/api/reports/lateness", { params: { query: { ...periodOf(s), by: s.theo } } })), ...fresh });
export const indexQuery = (s: FiguresSearch, known_on?: string, officer?: string) =>
  queryOptions({ queryKey: ["index", s, known_on, officer], queryFn: () => unwrap(client.GET("/api/reports/index", { params: { query: { ...periodOf(s), known_on, officer } } })), ...fresh });
export const indexCourseQuery = (scope?: string) =>
  queryOptions({ queryKey: ["index-days", scope], queryFn: () => unwrap(client.GET("/api/reports/index/days", { params: { query: { scope } } })), ...fresh });
export const lackingQuery = (s: FiguresSearch, measure: string, known_on?: string) =>
  queryOptions({ queryKey: ["lacking", s, measure, known_on], queryFn: () => unwrap(client.GET("/api/reports/index/procedures", { params: { query: { ...periodOf(s), measure, known_on } } })) });
export const unitsWithoutCopiesQuery = (s: FiguresSearch, known_on?: string) =>
  queryOptions({ queryKey: ["units-without-copies", s, known_on], queryFn: () => unwrap(client.GET("/api/reports/index/units-without-copies", { params: { query: { ...periodOf(s), known_on } } })) });
export const ratingQuery = (s: FiguresSearch) =>
  queryOptions({ queryKey: ["rating", s], queryFn: () => unwrap(client.GET("/api/reports/rating", { params: { query: periodOf(s) } })), placeholderData: keepPreviousData, retry: false });
export const keptQuery = (scope?: string) =>
  queryOptions({ queryKey: ["figures", "kept", scope], queryFn: () => unwrap(client.GET("/api/reports/kept", { params: { query: { scope } } })), ...fresh });
export const behindQuery = (s: BehindSearch) =>
  queryOptions({
    queryKey: ["behind", s],
    queryFn: () =>
      unwrap(client.GET("/api/reports/dossiers", {
        params: { query: { ...periodOf(s), figure: s.cot ?? "overdue", subject: s.linhvuc, procedure: s.thutuc, cause: s.nguyennhan, officer: s.congchuc, known_on: s.biet, after: s.sau, limit: 50 } },
      })),
    placeholderData: keepPreviousData,
  });

/** The address of a file of what the page shows. */
export function fileAddress(name: string, ending: string, s: FiguresSearch, known_on?: string): string {
  const asked = Object.entries({ ...periodOf(s), by: s.theo, known_on }).filter(([, value]) => value) as [string, string][];
  return `/api/reports/${name}.${ending}?${new URLSearchParams(asked)}`;
}

export const figureNames: Record<string, string> = {
  total: "Hồ sơ nhận giải quyết", online: "Hồ sơ nhận trực tuyến trong kỳ", direct: "Hồ sơ nhận trực tiếp, qua bưu chính trong kỳ", carried: "Hồ sơ từ kỳ trước chuyển sang",
  finished: "Hồ sơ đã giải quyết", early: "Hồ sơ giải quyết trước hạn", on_time: "Hồ sơ giải quyết đúng hạn", late: "Hồ sơ giải quyết quá hạn", pending: "Hồ sơ đang giải quyết",
  in_time: "Hồ sơ đang giải quyết, trong hạn", overdue: "Hồ sơ đang giải quyết, quá hạn", received: "Hồ sơ tiếp nhận trong kỳ", resolved: "Hồ sơ có kết quả trong kỳ",
  due: "Hồ sơ đến hạn", to_accept: "Hồ sơ chờ tiếp nhận", index_late: "Hồ sơ làm mất điểm tiến độ", index_offline: "Hồ sơ chưa tính là trực tuyến",
  index_paper_result: "Hồ sơ chưa có kết quả điện tử", index_undigitised: "Hồ sơ chưa số hóa giấy tờ", index_unreused: "Hồ sơ chưa dùng lại dữ liệu đã số hóa",
};

/** 1985 hundredths: "19,85". */
export const pointsText = (hundredths: number) => (hundredths / 100).toLocaleString("vi-VN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 13 tenths: "1,3". */
export const tenthsText = (tenths: number) => (tenths / 10).toLocaleString("vi-VN", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "98,3 %", or a dash when there is nothing to share. */
export const shareText = (part: number, whole: number) =>
  whole === 0 ? "–" : `${((part / whole) * 100).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} %`;

export const count = numberText;
