#include "features/simulation/filings.hpp"

#include "features/simulation/answers.hpp"
#include "features/simulation/city.hpp"

namespace motcua::simulation {

namespace {

using catalogue::Channel;

constexpr std::string_view supplement_reasons[] = {
    "Thiếu giấy tờ theo quy định", "Thông tin trên tờ khai chưa thống nhất với giấy tờ nộp kèm", "Giấy tờ đã hết giá trị sử dụng"};
constexpr std::string_view rejection_reasons[] = {
    "Không thuộc thẩm quyền giải quyết của đơn vị", "Hồ sơ trùng với hồ sơ đang giải quyết", "Người nộp chưa đủ điều kiện theo quy định"};

bool is_electronic(Channel channel) { return channel == Channel::online || channel == Channel::kiosk; }

bool has_dated_fees(const catalogue::Procedure& procedure)
{
    return std::any_of(procedure.fees.begin(), procedure.fees.end(), [](const auto& fee) { return fee.from || fee.until; });
}

catalogue::FeeQuestion question_of(const dossiers::Filing& filing, const catalogue::Unit& unit, Day on)
{
    catalogue::FeeQuestion question;
    question.channel = filing.channel;
    question.area = unit.area;
    question.on = on;
    question.answers = filing.answers;
    return question;
}

}  // namespace

people::Person Filings::applicant_for(const Wish& wish, Random& random) const
{
    auto this_year = year_of(wish.on);
    if (wish.procedure.id == "1.014027") return invented_citizen(random, wish.home, this_year - 92, this_year - 76);
    const auto& group = wish.procedure.group;
    bool for_firms = group == "xay_dung" || group == "dat_dai" || group == "moi_truong" || group == "ha_tang";
    if (for_firms && !wish.procedure.form && random.chance(0.08)) return invented_enterprise(random, wish.home);
    return invented_citizen(random, wish.home, this_year - 70, this_year - 19);
}

Channel Filings::channel_for(const Wish& wish, Random& random) const
{
    if (wish.procedure.online != catalogue::OnlineLevel::none && random.chance(wish.online)) return Channel::online;
    auto rest = random.share();
    if (rest < 0.01) return Channel::post;
    if (rest < 0.02 && wish.procedure.online != catalogue::OnlineLevel::none) return Channel::kiosk;
    return rest > 0.995 ? Channel::mobile : Channel::counter;
}

void Filings::add_papers(dossiers::Filing& filing, const catalogue::Procedure& procedure, Random& random) const
{
    bool one_is_missing = filing.decision != dossiers::Decision::receive;
    for (const auto& document : procedure.documents) {
        if (document.present_only || (!document.required && !random.chance(0.1))) continue;
        if (std::exchange(one_is_missing, false)) continue;
        dossiers::FiledPaper paper;
        paper.code = document.code;
        if (document.held_by && random.chance(0.5)) paper.reused = true;
        paper.originals = document.originals;
        paper.copies = document.copies;
        if (paper.originals + paper.copies == 0) paper.copies = 1;
        filing.documents.push_back(std::move(paper));
    }
}

// A form is filled in by who files electronically, and by an officer for a few others.
void Filings::add_answers(dossiers::Filing& filing, const Wish& wish, Random& random) const
{
    const auto* form = wish.procedure.form ? m_catalogue.form(*wish.procedure.form) : nullptr;
    if (!form) return;
    if (filing.channel == Channel::online || random.chance(0.05)) filing.answers = invented_answers(*form, filing.applicant, wish.home, random, wish.on);
    if (filing.channel == Channel::online && filing.answers.is_null()) filing.channel = Channel::counter;
}

Filings::FeeChoice Filings::choose(const dossiers::Filing& filing, const Wish& wish) const
{
    FeeChoice choice;
    auto question = question_of(filing, *wish.home.unit, wish.on);
    auto open = catalogue::quote(wish.procedure, question).open_groups;
    for (const auto& group : open) {
        for (const auto& fee : wish.procedure.fees) {
            if (fee.group != group) continue;
            auto with_it = question;
            with_it.chosen[group] = fee.code;
            if (fee.per == "trang") with_it.pages = 1;
            try {
                catalogue::quote(wish.procedure, with_it);
            } catch (const Refusal&) {
                continue;                        // A line that does not apply here cannot be chosen.
            }
            question = with_it;
            choice.chosen.push_back({group, fee.code});
            choice.by_page = choice.by_page || fee.per == "trang";
            break;
        }
    }
    return choice;
}

void Filings::add_fee(dossiers::Filing& filing, const Wish& wish, Random& random)
{
    if (wish.procedure.fees.empty()) return;
    FeeChoice choice;
    if (!filing.answers.is_null()) {
        choice = choose(filing, wish);
    } else {
        auto day = has_dated_fees(wish.procedure) ? wish.on : Day{};
        auto [known, is_new] = m_choices.try_emplace({&wish.procedure, is_electronic(filing.channel), wish.home.unit->area, day});
        if (is_new) known->second = choose(filing, wish);
        choice = known->second;
    }
    dossiers::FiledFee fee;
    fee.chosen = std::move(choice.chosen);
    if (choice.by_page) {
        fee.pages = random.between(1, 6);
        fee.copies = random.between(1, 5);
    }
    fee.collected = filing.decision == dossiers::Decision::receive && random.chance(0.9);
    filing.fee = std::move(fee);
}

dossiers::Filing Filings::filing(const Wish& wish, Random& random)
{
    dossiers::Filing filing;
    filing.procedure = wish.procedure.id;
    filing.unit_code = wish.home.unit->code;
    filing.channel = channel_for(wish, random);
    filing.applicant = applicant_for(wish, random);
    if (wish.fate.rejected) {
        filing.decision = dossiers::Decision::reject;
        filing.reason = random.pick(rejection_reasons);
        filing.guidance = "Xin liên hệ trung tâm để được hướng dẫn";
    } else if (wish.fate.supplemented_at_intake) {
        filing.decision = dossiers::Decision::request_supplement;
        filing.reason = random.pick(supplement_reasons);
        filing.items = {"Bản chính giấy tờ còn thiếu"};
    }
    add_answers(filing, wish, random);
    add_papers(filing, wish.procedure, random);
    add_fee(filing, wish, random);
    if (filing.decision == dossiers::Decision::receive && random.chance(0.04)) {
        auto helper = invented_citizen(random, wish.home, 1975, 2000);
        filing.representative = dossiers::Representative{helper.full_name, helper.personal_id, helper.address, helper.phone, std::nullopt, "Văn bản ủy quyền"};
    }
    if (filing.channel == Channel::post || random.chance(0.02)) filing.return_method = dossiers::ReturnMethod::post;
    else if (filing.channel == Channel::online && random.chance(0.5)) filing.return_method = dossiers::ReturnMethod::online;
    if (wish.at_once && filing.decision == dossiers::Decision::receive) filing.forward_now = true;
    return filing;
}

}  // namespace motcua::simulation
