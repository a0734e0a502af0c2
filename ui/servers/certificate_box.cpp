// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/certificate_box.h"

#include "core/comfy/server_address.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>

namespace sc::ui {

namespace {

// In two lines of sixteen pairs.
QString inTwoLines(const QString &hex)
{
    QString text = comfy::shownFingerprint(hex.toLatin1());
    if (text.size() > 48)
        text[47] = u'\n';
    return text;
}

} // namespace

CertificateBox::CertificateBox(QWidget *parent)
    : Plate(Level::Card, parent),
      m_title(new TextLabel({}, TextStyle::Strong, Ink::Danger, this)),
      m_advice(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_beforeLabel(new TextLabel(tr("Trusted"), TextStyle::Caption, Ink::Secondary, this)),
      m_before(new TextLabel({}, TextStyle::CaptionMono, Ink::Primary, this)),
      m_nowLabel(new TextLabel(tr("Shown now"), TextStyle::Caption, Ink::Secondary, this)),
      m_now(new TextLabel({}, TextStyle::CaptionMono, Ink::Warning, this)),
      m_trust(new PushButton({}, ControlKind::Default, this)),
      m_refuse(new PushButton({}, ControlKind::Default, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(6);
    for (TextLabel *label : {m_title, m_advice, m_before, m_now})
        label->setWrap(true);
    layout->addWidget(m_title);
    layout->addWidget(m_advice);
    auto *prints = new QGridLayout;
    prints->setHorizontalSpacing(12);
    prints->setVerticalSpacing(6);
    prints->setColumnStretch(1, 1);
    prints->addWidget(m_beforeLabel, 0, 0, Qt::AlignTop);
    prints->addWidget(m_before, 0, 1);
    prints->addWidget(m_nowLabel, 1, 0, Qt::AlignTop);
    prints->addWidget(m_now, 1, 1);
    layout->addLayout(prints);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (PushButton *button : {m_refuse, m_trust}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(m_trust, &QAbstractButton::clicked, this, &CertificateBox::trusted);
    connect(m_refuse, &QAbstractButton::clicked, this, &CertificateBox::refused);
}

void CertificateBox::showPrints(const QString &words, const QString &before, const QString &now)
{
    const bool hasChanged = !before.isEmpty();
    m_title->setText(words);
    m_advice->setText(hasChanged ? tr("Its owner renewed it, or somebody stands between you and the server. Compare what is shown now "
                                      "with what the server itself says.")
                                 : tr("Compare the fingerprint with what the server itself says before you trust it."));
    m_beforeLabel->setVisible(hasChanged);
    m_before->setVisible(hasChanged);
    m_before->setText(inTwoLines(before));
    m_now->setText(inTwoLines(now));
    m_trust->setText(hasChanged ? tr("Trust the new one") : tr("Trust this certificate"));
    m_refuse->setText(hasChanged ? tr("Keep refusing") : tr("Do not trust it"));
    setAccessibleName(words);
    show();
}

} // namespace sc::ui
