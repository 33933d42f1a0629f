import { ApiError } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { Combobox, DateText, Field } from "@motcua/kit";
import { dayOf, instantText, isDay } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useOfficer } from "../../officer";
import { messageOf, queries } from "../../services";
import { Found, usePageTitle } from "./parts";
import { admin } from "./questions";

const changed = () => void queries.invalidateQueries({ queryKey: ["delegations"] });

/** Uỷ quyền: somebody else of the unit does one's work for a time. */
export function Delegations() {
  usePageTitle("Uỷ quyền");
  const officer = useOfficer();
  const found = useQuery({ queryKey: ["delegations"], queryFn: admin.delegations });
  const ending = useMutation({ mutationFn: admin.endDelegation, onSuccess: changed });
  const now = new Date().toISOString();
  return (
    <>
      <div className="page-head"><h1>Uỷ quyền</h1></div>
      <div className="two-columns">
        <section className="panel" aria-labelledby="da-uy-quyen">
          <h2 id="da-uy-quyen">Đã giao, được giao</h2>
          {ending.error && <p className="notice notice-bad" role="alert"><strong>{messageOf(ending.error)}</strong></p>}
          <Found query={found}>
            {({ items }) => (items.length === 0 ? <p className="quiet">Chưa có lần uỷ quyền nào.</p> : (
              <ul className="plain-list">
                {items.map((one) => {
                  const isOver = Boolean(one.ended_at) || one.valid_until < now;
                  return (
                    <li key={one.id} className="panel-head">
                      <div>
                        <strong>{one.from_name}</strong> giao cho <strong>{one.to_name}</strong>
                        <div className="small quiet">{instantText(one.valid_from)} – {instantText(one.ended_at ?? one.valid_until)} · {one.reason}</div>
                        <span className={`mark mark-${isOver ? "plain" : one.valid_from > now ? "calm" : "good"}`}>{isOver ? "Đã hết" : one.valid_from > now ? "Chưa đến ngày" : "Đang có hiệu lực"}</span>
                      </div>
                      {!isOver && one.from_username === officer.username && <Button size="compact-sm" variant="default" loading={ending.isPending} onClick={() => ending.mutate(one.id)}>Chấm dứt</Button>}
                    </li>
                  );
                })}
              </ul>
            ))}
          </Found>
        </section>
        <NewDelegation />
      </div>
    </>
  );
}

interface Colleague {
  username: string;
  name: string;
  title: string;
  agency_name: string;
}

function NewDelegation() {
  const [to, setTo] = useState<Colleague>();
  const [from, setFrom] = useState(dayOf(Date.now()));
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const making = useMutation({
    mutationFn: () => admin.delegate({ to_username: to!.username, valid_from: `${from}T00:00:00+07:00`, valid_until: `${until}T23:59:59+07:00`, reason: reason.trim() }),
    onSuccess: () => {
      changed();
      setTo(undefined);
      setUntil("");
      setReason("");
      setTried(false);
    },
  });
  const said = (field: string) => (making.error instanceof ApiError ? making.error.problem?.fields?.find((one) => one.field === field)?.message : undefined);
  const day = (text: string) => (isDay(text) ? undefined : "Nhập ngày, ví dụ 01/12/2026.");
  const faults = { to: to ? undefined : "Chưa chọn người nhận.", from: day(from), until: day(until), reason: reason.trim() ? undefined : "Chưa ghi lý do." };
  const shown = (name: keyof typeof faults, field: string) => (tried ? faults[name] : undefined) ?? said(field);
  return (
    <form className="panel" noValidate aria-labelledby="uy-quyen-moi" onSubmit={(e) => {
      e.preventDefault();
      setTried(true);
      if (Object.values(faults).every((fault) => !fault)) making.mutate();
    }}>
      <h2 id="uy-quyen-moi">Giao việc cho người khác</h2>
      <p className="quiet">Người được giao làm thay các việc của bạn trong thời gian này; mỗi việc ghi rõ ai làm, thay cho ai.</p>
      {making.error && !(making.error instanceof ApiError && making.error.problem?.fields?.length) && <p className="notice notice-bad" role="alert"><strong>{messageOf(making.error)}</strong></p>}
      {making.isSuccess && !tried && <p className="notice notice-good" role="status">Đã giao.</p>}
      <Field id="nguoi-nhan" label="Người nhận" error={shown("to", "to_username")}>
        <Combobox<Colleague> id="nguoi-nhan" chosenText={to ? `${to.name}, ${to.title}` : ""} placeholder="Gõ tên" emptyText="Không có ai tên như vậy trong đơn vị." find={async (q) => (await admin.colleagues(q)).items}
          keyOf={(one) => one.username} textOf={(one) => one.name} render={(one) => <>{one.name}<br /><small>{one.title} · {one.agency_name}</small></>} onChoose={setTo} />
      </Field>
      <div className="pair">
        <DateText id="tu-ngay" label="Từ ngày" value={from} error={shown("from", "valid_from")} onChange={setFrom} />
        <DateText id="den-het" label="Đến hết ngày" value={until} error={shown("until", "valid_until")} onChange={setUntil} />
      </div>
      <Field id="ly-do-giao" label="Lý do" error={shown("reason", "reason")}>
        <input className="input" id="ly-do-giao" value={reason} onChange={(e) => setReason(e.currentTarget.value)} placeholder="Ví dụ: đi công tác" />
      </Field>
      <Button type="submit" loading={making.isPending}>Giao việc</Button>
    </form>
  );
}
