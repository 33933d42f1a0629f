// Phiếu kiểm soát quá trình giải quyết hồ sơ: Mẫu số 06.
#include "features/letters/sheet.hpp"

namespace motcua::letters {

using namespace pdf;

namespace {

constexpr Style cell{.size = 10.5};
constexpr Style centred{.size = 10.5, .align = Align::centre};

std::string_view words(LegResult result)
{
    switch (result) {
    case LegResult::open: return "";
    case LegResult::early: return "Trước hạn";
    case LegResult::on_time: return "Đúng hạn";
    case LegResult::late: return "Quá hạn";
    }
    return "";
}

std::string joined(const std::vector<std::string>& list)
{
    std::string text;
    for (const auto& item : list) text += (text.empty() ? "" : "; ") + item;
    return text;
}

std::string moment(const std::optional<Instant>& instant)
{
    return instant ? in_words(*instant) : "…… giờ …… phút, ngày …… tháng …… năm ……";
}

Cell side(const char* what, const std::optional<Instant>& at, const char* who, const std::string& officer)
{
    auto text = italic(std::string(what) + ": ") + Text(moment(at)) + "\n" + italic(std::string(who)) + "\n" + bold(officer);
    return {text, centred, 1, 1, 62};
}

std::vector<Row> rows_of(const Leg& leg)
{
    auto units = bold("1. Giao: ") + Text(leg.from.empty() ? "………………" : leg.from) + "\n" + bold("2. Nhận: ") +
                 Text(leg.to.empty() ? "………………" : leg.to);
    return {{Cell{units, cell}, side("Giao", leg.handed_at, "Người giao", leg.from_officer),
             side("Nhận", leg.received_at, "Người nhận", leg.to_officer), Cell{bold(std::string(words(leg.result))), centred},
             Cell{leg.note, cell}}};
}

TableFormat leg_table()
{
    auto head = [](const char* text) { return Cell{bold(text), centred}; };
    auto times = head("THỜI GIAN GIAO, NHẬN HỒ SƠ");
    times.columns = 2;
    auto result = Cell{bold("KẾT QUẢ GIẢI QUYẾT HỒ SƠ") + "\n" + italic("(Trước hạn/ đúng hạn/ quá hạn)"), centred};
    return {.widths = {38, 40, 40, 28, 24}, .head = {{head("TÊN ĐƠN VỊ"), times, result, head("GHI CHÚ")}}, .padding = 3.5};
}

}  // namespace

std::string render(const RoutingSlip& slip, const catalogue::LetterForm& form)
{
    Sheet sheet(a4_slip, slip.head, form);
    sheet.add_head();
    sheet.add_title(CodeLine::in_text);
    sheet.add_field({"Mã số hồ sơ", slip.head.dossier_code});
    if (!slip.procedure_name.empty()) sheet.add_field({"Thủ tục hành chính", slip.procedure_name});
    if (!slip.applicant_name.empty()) sheet.add_field({"Người nộp hồ sơ", slip.applicant_name});
    sheet.add_field({"Cơ quan (bộ phận) giải quyết hồ sơ", slip.deciding_agency});
    sheet.add_field({"Cơ quan phối hợp giải quyết hồ sơ", joined(slip.consulted_agencies)});
    sheet.add_field({"Ngày nhận", when(slip.received_at)});
    sheet.add_field({"Thời gian hẹn trả", when(slip.due_at)});
    sheet.add(gap(8));
    Table table(sheet.document(), leg_table());
    for (const auto& leg : slip.legs) table.add(rows_of(leg));
    if (slip.legs.empty()) table.add(rows_of({}));
    sheet.add_notes({"Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao hồ sơ. Khi hồ sơ được chuyển trên Hệ thống thông tin, thời gian "
                     "và người giao, người nhận được ghi theo nhật ký của Hệ thống."});
    sheet.add_source();
    return sheet.finish();
}

}  // namespace motcua::letters
