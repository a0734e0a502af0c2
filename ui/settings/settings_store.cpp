// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_store.h"

#include <QtCore/QCoreApplication>

namespace sc::ui {

QString SettingsStore::value(const QString &key) const
{
    const SettingSpec *spec = findSetting(key);
    if (!spec)
        return {};
    const QString stored = m_library.setting(storedKeyOf(*spec), spec->standard);
    return checkedSetting(*spec, stored).value_or(spec->standard);
}

bool SettingsStore::isChanged(const QString &key) const
{
    const SettingSpec *spec = findSetting(key);
    return spec && value(key) != spec->standard;
}

Result<> SettingsStore::set(const QString &key, const QString &text)
{
    const SettingSpec *spec = findSetting(key);
    if (!spec)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("There is no setting “%1”.").arg(key.left(80))));
    SC_TRY_ASSIGN(checked, checkedSetting(*spec, text));
    if (checked == value(key))
        return {};
    SC_TRY(m_library.setSetting(storedKeyOf(*spec), checked));
    Q_EMIT changed(key);
    return {};
}

Result<> SettingsStore::reset(const QString &key)
{
    const SettingSpec *spec = findSetting(key);
    return spec ? set(key, spec->standard) : Result<>();
}

Result<> SettingsStore::resetPage(const QString &page)
{
    for (const SettingSpec &spec : settingSpecs()) {
        if (spec.page == page)
            SC_TRY(reset(spec.key));
    }
    return {};
}

} // namespace sc::ui
