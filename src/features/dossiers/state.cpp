#include "features/dossiers/state.hpp"

namespace motcua::dossiers {

int national_code(State state)
{
    return static_cast<int>(state) + 1;
}

std::string_view vietnamese_name(State state)
{
    switch (state) {
    case State::registered: return "Mới đăng ký";
    case State::received: return "Được tiếp nhận";
    case State::rejected: return "Không được tiếp nhận";
    case State::processing: return "Đang xử lý";
    case State::supplementing: return "Yêu cầu bổ sung giấy tờ";
    case State::awaiting_payment: return "Yêu cầu thực hiện nghĩa vụ tài chính";
    case State::withdrawn: return "Công dân yêu cầu rút hồ sơ";
    case State::stopped: return "Dừng xử lý";
    case State::resolved: return "Đã xử lý xong";
    case State::returned: return "Đã trả kết quả";
    }
    return "";
}

bool is_terminal(State state)
{
    return state == State::rejected || state == State::withdrawn || state == State::stopped || state == State::returned;
}

bool may_follow(State from, State to)
{
    auto one_of = [to](std::initializer_list<State> states) { return std::find(states.begin(), states.end(), to) != states.end(); };
    switch (from) {
    case State::registered: return one_of({State::received, State::rejected, State::supplementing, State::withdrawn});
    case State::received: return one_of({State::processing, State::supplementing, State::withdrawn, State::stopped});
    case State::processing:
        return one_of({State::supplementing, State::awaiting_payment, State::stopped, State::resolved, State::withdrawn});
    case State::supplementing:
        return one_of({State::registered, State::processing, State::received, State::rejected, State::stopped, State::withdrawn});
    case State::awaiting_payment: return one_of({State::processing, State::stopped, State::withdrawn});
    case State::resolved: return to == State::returned;
    case State::rejected:
    case State::withdrawn:
    case State::stopped:
    case State::returned: return false;
    }
    return false;
}

const Task* Dossier::task(std::int64_t number) const
{
    for (const auto& task : tasks)
        if (task.number == number) return &task;
    return nullptr;
}

const Task* Dossier::main_task() const
{
    for (const auto& task : tasks)
        if (task.kind != TaskKind::consultation) return &task;
    return nullptr;
}

}  // namespace motcua::dossiers
