// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement.h"

#include "core/store/sql_problem.h"

namespace sc::store {

Result<bool> Statement::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        return std::unexpected(problemOf(m_query.lastError(), m_label, m_query.lastQuery()));
    return false;
}

} // namespace sc::store
