#include "features/dossiers/detail.hpp"

// What happened, in words for people.
namespace motcua::dossiers {

namespace {

class Words {
public:
    explicit Words(const staff::Directory& directory) : m_directory(directory) {}

    std::string operator()(const Filed& e) const
    {
        auto where = e.channel == catalogue::Channel::online ? "Nộp hồ sơ trực tuyến đến " : "Nộp hồ sơ tại ";
        auto mandate = e.mandate && !e.mandate->empty() ? " (" + *e.mandate + ")" : "";
        return where + name({e.intake_agency}) + mandate + assisted(e);
    }
    std::string operator()(const Received& e) const { return "Tiếp nhận hồ sơ" + due(", hẹn trả ", e.due_at); }
    std::string operator()(const Rejected& e) const { return "Từ chối tiếp nhận: " + e.reason; }
    std::string operator()(const SupplementRequested& e) const
    {
        std::string items;
        for (const auto& item : e.items) items += (items.empty() ? "" : "; ") + item;
        auto exception = e.exception_reason ? " (bổ sung thêm lần nữa vì: " + *e.exception_reason + ")" : "";
        return "Yêu cầu bổ sung: " + items + ". Lý do: " + e.reason + exception;
    }
    std::string operator()(const Supplemented& e) const { return "Đã nhận bổ sung" + due(", hẹn trả ", e.due_at); }
    std::string operator()(const Forwarded& e) const
    {
        return (e.back ? "Trả lại " : "Chuyển đến ") + to(e.tasks) + (e.note && !e.note->empty() ? ": " + *e.note : "");
    }
    std::string operator()(const Taken&) const { return "Nhận việc"; }
    std::string operator()(const Reassigned& e) const { return "Giao lại cho người khác: " + e.reason; }
    std::string operator()(const Recalled& e) const { return "Thu hồi hồ sơ đã chuyển: " + e.reason; }
    std::string operator()(const ConsultationAsked& e) const { return "Lấy ý kiến " + to(e.tasks) + ": " + e.subject; }
    std::string operator()(const ConsultationAnswered& e) const
    {
        return (e.agrees ? "Cho ý kiến đồng ý: " : "Cho ý kiến không đồng ý: ") + e.opinion;
    }
    std::string operator()(const PaymentRequested& e) const { return "Thông báo nộp " + to_text(e.amount_vnd) + ": " + e.reason; }
    std::string operator()(const PaymentConfirmed& e) const { return "Đã nộp " + to_text(e.amount_vnd) + ", chứng từ " + e.receipt; }
    std::string operator()(const Approved& e) const
    {
        return (e.outcome == Outcome::granted ? std::string("Phê duyệt") : "Không đồng ý giải quyết") +
               (e.note && !e.note->empty() ? ": " + *e.note : "");
    }
    std::string operator()(const ResultRecorded& e) const { return "Có kết quả: " + e.name + ", số " + e.number; }
    std::string operator()(const HandedOver& e) const { return e.to_representative ? "Trả kết quả cho người được ủy quyền" : "Trả kết quả"; }
    std::string operator()(const Withdrawn& e) const { return "Công dân rút hồ sơ: " + e.reason; }
    std::string operator()(const Stopped& e) const { return "Dừng giải quyết: " + e.reason; }
    std::string operator()(const Extended& e) const { return "Xin lỗi và gia hạn đến " + short_time(e.due_at) + ": " + e.reason; }
    std::string operator()(const Corrected& e) const { return "Đính chính kết quả: " + e.name + ", số " + e.number + ". Lý do: " + e.reason; }
    std::string operator()(const DueRevised& e) const { return "Tính lại ngày hẹn trả" + due(": ", e.due_at) + ". Lý do: " + e.reason; }
    std::string operator()(const PapersAdded& e) const { return "Thêm " + std::to_string(e.papers.size()) + " giấy tờ"; }
    std::string operator()(const OriginalsReturned& e) const { return "Trả lại " + std::to_string(e.originals) + " bản chính"; }

private:
    std::string name(AgencyId id) const
    {
        const auto* agency = m_directory.find(id);
        return agency ? agency->name : "";
    }

    std::string to(const TaskChanges& tasks) const { return tasks.open.empty() ? "" : name({tasks.open.front().agency}); }

    static std::string due(const std::string& words, const std::optional<Instant>& at) { return at ? words + short_time(*at) : ""; }

    static std::string assisted(const Filed& e)
    {
        if (!e.assisted || e.assisted->empty()) return "";
        return " (cán bộ nhập giúp, người dân xác nhận: " + *e.assisted + ")" + (e.typed ? ". Cán bộ nhập: " + *e.typed : "");
    }

    const staff::Directory& m_directory;
};

}  // namespace

std::string describe(const Event& event, const staff::Directory& directory)
{
    return std::visit(Words(directory), event);
}

}  // namespace motcua::dossiers
