import { Button } from "@mantine/core";
import { DateText, Field } from "@motcua/kit";
import { isDay } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { unitsQuery } from "../../services";
import { presetsQuery, type FiguresSearch } from "./figures";

export interface Choice {
  code: string;
  name: string;
}

/** Where, when and by what: what every page of figures asks. */
export function FiguresFilters({ search, ways, onAsk }: { search: FiguresSearch; ways?: Choice[]; onAsk: (search: FiguresSearch) => void }) {
  const [asked, setAsked] = useState(search);
  const presets = useQuery(presetsQuery);
  const units = useQuery(unitsQuery);
  const own = asked.ky === "tu-chon" || Boolean(asked.tu || asked.den);
  const wrong = (day: string | undefined) => (day && !isDay(day) ? "Nhập ngày, ví dụ 01/10/2026." : undefined);
  const known = units.data?.items.some((unit) => unit.code === asked.noi);
  return (
    <form className="filters filters-labelled" noValidate onSubmit={(e) => {
      e.preventDefault();
      if (wrong(asked.tu) || wrong(asked.den) || wrong(asked.ngay)) return;
      const { ky, tu, den, ngay, ...rest } = asked;
      onAsk(own ? { ...rest, tu: tu || undefined, den: den || undefined } : { ...rest, ky: ky || undefined, ngay: ngay || undefined });
    }}>
      <Field id="noi" label="Nơi">
        <select className="input" id="noi" value={asked.noi ?? ""} onChange={(e) => setAsked({ ...asked, noi: e.currentTarget.value || undefined })}>
          <option value="">Nơi của tôi</option>
          {asked.noi && !known && <option value={asked.noi}>Nơi đang xem</option>}
          {(units.data?.items ?? []).map((unit) => <option key={unit.code} value={unit.code}>{unit.full_name}</option>)}
        </select>
      </Field>
      <Field id="ky" label="Kỳ">
        <select className="input" id="ky" value={own ? "tu-chon" : (asked.ky ?? "")} onChange={(e) => setAsked({ ...asked, ky: e.currentTarget.value, tu: undefined, den: undefined })}>
          <option value="">Kỳ thường dùng</option>
          {(presets.data?.items ?? []).map((preset) => <option key={preset.code} value={preset.code}>{preset.name}</option>)}
          <option value="tu-chon">Tự chọn ngày</option>
        </select>
      </Field>
      {own ? (
        <>
          <DateText id="tu" label="Từ ngày" value={asked.tu ?? ""} error={asked.tu && asked.tu.length >= 8 ? wrong(asked.tu) : undefined} onChange={(tu) => setAsked({ ...asked, tu })} />
          <DateText id="den" label="Đến ngày" value={asked.den ?? ""} error={asked.den && asked.den.length >= 8 ? wrong(asked.den) : undefined} onChange={(den) => setAsked({ ...asked, den })} />
        </>
      ) : (
        <DateText id="ngay" label="Có ngày" value={asked.ngay ?? ""} error={asked.ngay && asked.ngay.length >= 8 ? wrong(asked.ngay) : undefined} onChange={(ngay) => setAsked({ ...asked, ngay })} />
      )}
      {ways && (
        <Field id="theo" label="Chia theo">
          <select className="input" id="theo" value={asked.theo ?? ""} onChange={(e) => setAsked({ ...asked, theo: e.currentTarget.value || undefined })}>
            {ways.map((way) => <option key={way.code} value={way.code}>{way.name}</option>)}
          </select>
        </Field>
      )}
      <Button type="submit" size="sm" variant="default">Xem</Button>
    </form>
  );
}
