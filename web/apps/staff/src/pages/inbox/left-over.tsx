import { Button } from "@mantine/core";
import { instantText } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useOfficer } from "../../officer";
import { keptOf } from "../../parts/kept";
import { api, messageOf } from "../../services";
import type { BulkItem } from "./bulk";
import { isPlaceOfBatch, untouched, type KeptBatch } from "./kept-batch";

const shown = 6;

interface Props {
  /** With those of its dossiers that may still be done, and how many may not. */
  onOpen(place: string, batch: KeptBatch, items: BulkItem[], missing: number): void;
}

/** Acts on many dossiers that were begun and broken off: what was typed and what was chosen are still there. */
export function LeftOverBatches({ onOpen }: Props) {
  const kept = keptOf(useOfficer().username);
  const found = useQuery({ queryKey: ["left-over-batches"], queryFn: () => kept.entries(), staleTime: 0, gcTime: 0 });
  const [said, setSaid] = useState<string>();
  const begun = (found.data ?? []).filter(({ place }) => isPlaceOfBatch(place));
  const forget = (place: string) => {
    kept.forget(place);
    void found.refetch();
  };
  const open = async (place: string) => {
    setSaid(undefined);
    try {
      const batch = (await kept.fetch<KeptBatch>(place))?.value;
      if (!batch) return void found.refetch();
      const items = untouched(batch.items, (await api.dossiers(batch.question)).items);
      if (items.length > 0) return onOpen(place, batch, items, batch.items.length - items.length);
      forget(place);
      setSaid("Các hồ sơ này đã có người làm hoặc không còn trong danh sách.");
    } catch (error) {
      setSaid(messageOf(error));
    }
  };
  return (
    <div role="status">
      {(begun.length > 0 || said) && (
        <div className="notice notice-plain">
          {said && <p>{said}</p>}
          {begun.slice(0, shown).map(({ place, title, savedAt }) => (
            <div key={place} className="panel-head">
              <p>Nhập dở lúc {instantText(new Date(savedAt).toISOString())}.</p>
              <div className="task-acts">
                <Button size="xs" variant="default" onClick={() => void open(place)}>Nhập tiếp: {title}</Button>
                <Button size="xs" variant="subtle" color="dark" aria-label={`Bỏ phần nhập dở: ${title}`} onClick={() => forget(place)}>Bỏ</Button>
              </div>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
