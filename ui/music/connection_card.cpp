// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/music/connection_card.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

using accounts::AppleState;

// A mark, what it is, and a second line.
class ConnectionCard::Line : public QWidget
{
public:
    Line()
    {
        auto *row = new QVBoxLayout(this);
        row->setContentsMargins(34, 0, 0, 0);
        row->setSpacing(0);
        m_what = new TextLabel({}, TextStyle::Strong);
        m_detail = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary);
        row->addWidget(m_what);
        row->addWidget(m_detail);
        setFixedHeight(38);
    }

    void set(bool isGood, const QString &what, const QString &detail)
    {
        m_isGood = isGood;
        m_what->setText(what);
        m_detail->setText(detail);
        setAccessibleName(what + QStringLiteral(", ") + detail);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QColor plate = m_isGood ? theme.semantic.success : theme.text.tertiary;
        plate.setAlphaF(0.18F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(plate);
        const QRectF disc(0, (height() - 22) / 2.0, 22, 22);
        painter.drawEllipse(disc);
        drawIconCentred(painter, m_isGood ? QStringLiteral("check") : QStringLiteral("more"), disc, 13,
                        m_isGood ? theme.semantic.success : theme.text.tertiary);
    }

private:
    TextLabel *m_what;
    TextLabel *m_detail;
    bool m_isGood = false;
};

namespace {

QString titleOf(AppleState state)
{
    switch (state) {
    case AppleState::NotSetUp:
        return ConnectionCard::tr("Not set up");
    case AppleState::Ready:
        return ConnectionCard::tr("Not signed in");
    case AppleState::Authorised:
        return ConnectionCard::tr("Connected");
    case AppleState::Expired:
        return ConnectionCard::tr("Signed out by Apple");
    case AppleState::Refused:
        return ConnectionCard::tr("Refused by Apple");
    case AppleState::Offline:
        break;
    }
    return ConnectionCard::tr("No network");
}

QString leftText(const QDateTime &until)
{
    const qint64 minutes = QDateTime::currentDateTimeUtc().secsTo(until) / 60;
    if (minutes >= 48 * 60)
        return ConnectionCard::tr("%1 days left").arg(minutes / 60 / 24);
    return ConnectionCard::tr("%1 h %2 min left").arg(minutes / 60).arg(minutes % 60);
}

QString agoText(const QDateTime &at)
{
    const qint64 minutes = at.secsTo(QDateTime::currentDateTimeUtc()) / 60;
    if (minutes < 1)
        return ConnectionCard::tr("checked just now");
    if (minutes < 60)
        return ConnectionCard::tr("checked %1 min ago").arg(minutes);
    return minutes < 48 * 60 ? ConnectionCard::tr("checked %1 h ago").arg(minutes / 60)
                             : ConnectionCard::tr("checked %1 days ago").arg(minutes / 60 / 24);
}

} // namespace

ConnectionCard::ConnectionCard(QWidget *parent) : Panel(parent)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 14, 16, 14);
    rows->setSpacing(8);
    auto *names = new QVBoxLayout;
    names->setContentsMargins(56, 0, 0, 0);
    names->setSpacing(0);
    m_title = new TextLabel({}, TextStyle::Title);
    m_subtitle = new TextLabel({}, TextStyle::Body, Ink::Secondary);
    names->addWidget(m_title);
    names->addWidget(m_subtitle);
    rows->addLayout(names);
    rows->addSpacing(8);
    for (Line **line : {&m_key, &m_token, &m_listener}) {
        *line = new Line;
        rows->addWidget(*line);
    }
    m_problem = new TextLabel({}, TextStyle::Body, Ink::Warning);
    m_problem->setWrap(true);
    rows->addWidget(m_problem);
    rows->addSpacing(4);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    const auto button = [&](const QString &text, ControlKind kind, void (ConnectionCard::*signal)()) {
        auto *made = new PushButton(text, kind);
        connect(made, &QPushButton::clicked, this, signal);
        made->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        buttons->addWidget(made, 1);
        return made;
    };
    m_setup = button(tr("Set up"), ControlKind::Default, &ConnectionCard::setupRequested);
    m_signIn = button(tr("Sign in"), ControlKind::Primary, &ConnectionCard::signInRequested);
    m_check = button(tr("Check now"), ControlKind::Default, &ConnectionCard::checkRequested);
    m_refresh = button(tr("Refresh"), ControlKind::Default, &ConnectionCard::refreshRequested);
    m_leave = button(tr("Disconnect"), ControlKind::Danger, &ConnectionCard::disconnectRequested);
    m_refresh->setToolTip(tr("Signs another developer token and asks Apple whether all is good"));
    rows->addLayout(buttons);
}

void ConnectionCard::show(const accounts::AppleStatus &status, bool isTestEndpoint)
{
    const bool isSetUp = status.state != AppleState::NotSetUp;
    const bool isIn = status.signedInAt.isValid();
    m_title->setText(titleOf(status.state));
    m_subtitle->setText(isTestEndpoint                    ? tr("Test endpoint, not Apple")
                        : !status.storefront.id.isEmpty() ? tr("Storefront %1").arg(status.storefront.id.toUpper())
                                                          : tr("Apple Music"));
    m_key->set(isSetUp,
               !isSetUp          ? tr("No key yet")
               : status.isOwnKey ? tr("Own key accepted")
                                 : tr("Pasted token"),
               isSetUp ? tr("key %1, team %2").arg(status.keyId, status.teamId) : tr("from an Apple developer account"));
    m_token->setVisible(isSetUp);
    m_token->set(status.tokenExpires.isValid(), status.isOwnKey ? tr("Signed for 12 hours") : tr("Developer token"),
                 status.tokenExpires.isValid()
                     ? (status.isOwnKey ? tr("renews by itself, %1") : QStringLiteral("%1")).arg(leftText(status.tokenExpires))
                     : tr("is signed when it is needed"));
    m_listener->setVisible(isSetUp);
    const bool isGoodIn = isIn && status.state != AppleState::Expired && status.state != AppleState::Refused;
    m_listener->set(isGoodIn, isIn ? (isGoodIn ? tr("Listener authorised") : tr("Sign in again")) : tr("Nobody is signed in"),
                    isIn && status.checkedAt.isValid() ? agoText(status.checkedAt) : tr("for your own library and playlists"));
    m_problem->setText(status.problem ? status.problem->text() : QString());
    m_problem->setVisible(status.problem.has_value());
    m_setup->setVisible(!isIn);
    m_setup->setText(isSetUp ? tr("Another key") : tr("Set up"));
    m_signIn->setVisible(isSetUp && !isGoodIn);
    m_check->setVisible(isGoodIn);
    m_refresh->setVisible(isGoodIn);
    m_leave->setVisible(isIn);
}

void ConnectionCard::setSigningIn(bool signingIn)
{
    m_signIn->setDisabledReason(signingIn ? tr("The browser is waiting for you.") : QString());
}

void ConnectionCard::setBusy(bool busy)
{
    for (PushButton *button : {m_check, m_refresh})
        button->setDisabledReason(busy ? tr("Apple is being asked.") : QString());
}

void ConnectionCard::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plate(16, 14, 44, 44);
    QLinearGradient colours(plate.topLeft(), plate.bottomRight());
    colours.setColorAt(0, theme.brand.magenta);
    colours.setColorAt(1, theme.brand.purple);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours);
    painter.drawRoundedRect(plate, radius::kCard, radius::kCard);
    drawIconCentred(painter, QStringLiteral("music"), plate, 22, theme.state.onAccent);
}

} // namespace sc::ui
