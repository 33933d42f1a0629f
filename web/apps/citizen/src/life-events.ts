import { say } from "@motcua/text";

import { icons } from "./parts/icons";

/** What happens in a life and which procedures it calls for, the most frequent first. The ids are the catalogue's. */
export interface LifeEvent {
  slug: string;
  name: string;
  icon: keyof typeof icons;
  procedures: string[];
}

export const lifeEvents: LifeEvent[] = [
  { slug: "co-con-nho", name: "Có con nhỏ", icon: "child", procedures: ["3.000722", "1.001193", "1.014137", "1.014062", "1.000689", "1.001022", "2.001263", "1.003583", "2.000528"] },
  { slug: "ket-hon", name: "Kết hôn, gia đình", icon: "rings", procedures: ["1.000894", "1.004873", "2.000806", "1.000593", "2.002189", "2.000554", "1.004837", "1.001022", "1.010038"] },
  { slug: "noi-o", name: "Chuyển nơi ở", icon: "home", procedures: ["1.004222", "1.004194", "1.002755", "2.001159", "1.010041", "1.010039", "1.003197", "1.003677", "1.010038"] },
  { slug: "giay-to", name: "Giấy tờ, sao y", icon: "stamp", procedures: ["2.000815", "2.000884", "2.000635", "2.000908", "2.001008", "2.001035", "2.002516", "1.004859"] },
  { slug: "can-cuoc", name: "Căn cước, định danh", icon: "id", procedures: ["1.014061", "1.014062", "1.014063", "1.014064", "3.000228", "1.014060", "1.012564", "1.012566"] },
  { slug: "tuoi-gia", name: "Tuổi già, trợ cấp", icon: "care", procedures: ["1.014027", "1.001776", "1.001699", "1.001653", "2.000884-uy-quyen-luong-huu", "1.014176", "1.001601", "2.000286", "2.001019"] },
  { slug: "kho-khan", name: "Nhà khó khăn", icon: "help", procedures: ["1.011607", "1.011606", "1.011608", "1.011609", "1.001776", "3.000412", "1.013997"] },
  { slug: "dat-dai", name: "Đất đai, sổ đỏ", icon: "land", procedures: ["1.115620", "1.115619", "1.115613", "1.115614", "1.115621", "1.115628", "1.115645", "1.115642", "1.012812"] },
  { slug: "nha-cua", name: "Xây, sửa nhà", icon: "build", procedures: ["1.013225", "1.013229", "1.013226", "1.013227", "1.013061", "1.014159", "1.014632"] },
  { slug: "lam-an", name: "Buôn bán, làm ăn", icon: "shop", procedures: ["1.001612", "2.000720", "1.001570", "1.001266", "2.000575", "1.013855", "1.013274"] },
  { slug: "di-hoc", name: "Con đi học", icon: "school", procedures: ["3.000182", "2.002854", "1.001622", "3.000465", "1.008950", "1.013133"] },
  { slug: "qua-doi", name: "Người thân qua đời", icon: "candle", procedures: ["2.002913", "1.000656", "cap-giay-bao-tu", "1.014028", "1.001731", "2.001406", "2.001016", "1.115619", "1.003197"] },
];

export const eventName = (event: LifeEvent) => say(event.name);
